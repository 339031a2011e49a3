using System.ComponentModel.DataAnnotations;

namespace EventSinks.Testing.Reference;

public record ReferenceOptions
{
    [Required, Url] public required string Address { get; init; }

    [SecretOption] public string? Token { get; init; }
}
