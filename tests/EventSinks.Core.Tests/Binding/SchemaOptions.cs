using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EventSinks.Binding;

/// <summary>Options with every rule that a JSON schema has words for.</summary>
public sealed record SchemaOptions
{
    [Required]
    [RegularExpression("[a-z]{1,8}|x")]
    [System.ComponentModel.Description("Where to.")]
    public required string Target { get; init; }

    [RegularExpression("(?i)[a-z]+")]
    public string? Foreign { get; init; }

    [System.ComponentModel.DataAnnotations.Range(1, 100)]
    [DefaultValue(10)]
    public int Ttl { get; init; } = 10;

    [System.ComponentModel.DataAnnotations.Range(typeof(decimal), "0.5", "1e3", MinimumIsExclusive = true)]
    public decimal? Rate { get; init; }

    [SecretOption]
    [DefaultValue("changeme")]
    [StringLength(20, MinimumLength = 4)]
    public string Token { get; init; } = "changeme";

    [AllowedValues("in", "out")]
    public string? Side { get; init; }

    [Length(1, 3)]
    public IReadOnlyList<string>? Rooms { get; init; }

    [MaxLength(5)]
    public string? Tag { get; init; }

    [Url]
    public string? Page { get; init; }

    public Uri? Link { get; init; }

    [DefaultValue(DayOfWeek.Monday)]
    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    public bool Loud { get; init; }

    public SchemaBranch? Tree { get; init; }
}
