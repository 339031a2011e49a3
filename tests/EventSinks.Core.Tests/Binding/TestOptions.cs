using System.ComponentModel.DataAnnotations;

namespace EventSinks.Binding;

/// <summary>Options with one of everything.</summary>
public sealed record TestOptions
{
    [Required]
    [RegularExpression("[A-Za-z]{1,8}", ErrorMessage = "target is 1 to 8 letters.")]
    public required string Target { get; init; }

    [System.ComponentModel.DataAnnotations.Range(1, 100)]
    public int Ttl { get; init; } = 10;

    [SecretOption]
    public string? Token { get; init; }

    public bool Loud { get; init; }

    public double Rate { get; init; }

    public IReadOnlyList<string>? Rooms { get; init; }
}
