using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EventSinks.Local;

/// <summary>The options of a <c>json-lines</c> declaration.</summary>
public sealed record JsonLinesOptions
{
    /// <summary>
    /// Gets the file that events are appended to: relative, with <c>/</c> between folders, below the folder that the operator configured.
    /// </summary>
    [Required]
    [Description("The file that events are appended to: relative, below the folder that the operator configured.")]
    public required string Path { get; init; }
}
