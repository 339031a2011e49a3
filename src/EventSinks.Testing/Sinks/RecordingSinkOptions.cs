using System.ComponentModel.DataAnnotations;

namespace EventSinks.Testing.Sinks;

/// <summary>The options of a <c>recording</c> declaration. Immutable.</summary>
public sealed record RecordingSinkOptions
{
    /// <summary>Gets the destination's name, by which arrivals are told apart: 1 to 200 characters.</summary>
    /// <value>The default is <c>recording</c>.</value>
    [StringLength(200, MinimumLength = 1)]
    public string Target { get; init; } = "recording";

    /// <summary>Gets the most events in a batch; 1 to 10,000.</summary>
    /// <value>The default is 100.</value>
    [Range(1, 10_000)]
    public int BatchEvents { get; init; } = 100;
}
