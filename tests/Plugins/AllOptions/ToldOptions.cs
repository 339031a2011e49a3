using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace AllOptions;

/// <summary>Options that a base class has.</summary>
public abstract class ToldOptions
{
    [Description("Where it goes.")]
    [Required]
    [Url]
    public string? Room { get; init; }

    [DenyNothing]
    public string? Own { get; init; }
}
