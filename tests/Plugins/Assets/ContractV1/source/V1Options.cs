using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EventSinks;

namespace ContractV1;

/// <summary>The options of all sink types of this plug-in.</summary>
public sealed record V1Options
{
    [Required]
    [RegularExpression("^[a-z]+$")]
    [Description("Where events go.")]
    public required string Room { get; init; }

    [SecretOption]
    public string? Token { get; init; }

    [Range(1, 60)]
    [DefaultValue(30)]
    public int Size { get; init; } = 30;

    [AllowedValues("delivered", "retry", "unavailable", "reject", "suspend", "http", "none")]
    public string Answer { get; init; } = "delivered";

    public DateTimeOffset? Until { get; init; }
}
