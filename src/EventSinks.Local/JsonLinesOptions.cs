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

    /// <summary>
    /// Gets how large the file may become, in bytes, before it is set aside as <c>NAME.1</c> and a new one is begun: 4 KiB to 2 GiB. No
    /// event is split; one that is larger has a file to itself.
    /// </summary>
    /// <value>The default is null: the file grows without end.</value>
    [Range(4096, int.MaxValue)]
    [Description("How many bytes the file may hold before it is set aside as NAME.1 and a new one is begun.")]
    public int? MaxSize { get; init; }

    /// <summary>Gets how many files that were set aside are kept, 1 to 999; the oldest is deleted to make room.</summary>
    /// <value>The default is 5. Without <see cref="MaxSize"/> it counts for nothing.</value>
    [Range(1, Rotation.MaxKeep)]
    [Description("How many files that were set aside are kept; the oldest is deleted to make room.")]
    [DefaultValue(5)]
    public int Keep { get; init; } = 5;

    /// <summary>
    /// Gets whether events count as delivered only once the disk has them. Without it, they survive the end of the process, but the last
    /// ones perhaps not a power failure.
    /// </summary>
    /// <value>The default is false: one flush takes a disk as long as writing thousands of events.</value>
    [Description("Whether events count as delivered only once the disk has them.")]
    [DefaultValue(false)]
    public bool Sync { get; init; }
}
