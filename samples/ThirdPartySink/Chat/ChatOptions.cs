using System.ComponentModel.DataAnnotations;
using EventSinks;

namespace ThirdPartySink.Chat;

public sealed record ChatOptions
{
    [Required, Url] public required string Room { get; init; }
    [SecretOption] public string? Token { get; init; }
}
