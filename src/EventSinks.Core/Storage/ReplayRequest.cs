namespace EventSinks.Storage;

/// <summary>Which events are to be delivered once more, up to the last one recorded. Immutable.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="Lane">The lane of the sink that is to get them; it must be declared and no replay itself.</param>
public sealed record ReplayRequest(string StackId, LaneKey Lane)
{
    /// <summary>Gets the first sequence; what has been purged is left out.</summary>
    public long FromSequence { get; init; } = 1;

    /// <summary>Gets from when on events were recorded, or given up in the case of dead letters; null for any time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets whether it is the events, or the dead letters of the lane.</summary>
    public LaneSource Source { get; init; }
}
