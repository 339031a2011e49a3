namespace EventSinks.Storage;

/// <summary>A lane as the store knows it. <c>Cursor - Start</c> always equals what <paramref name="Counters"/> add up to. Immutable.</summary>
/// <param name="Key">Which lane.</param>
/// <param name="Start">The stack's head when the lane was made; for one that replays, what comes before its first event.</param>
/// <param name="Cursor">The sequence up to which it is settled.</param>
/// <param name="Counters">What became of the events between the two.</param>
/// <param name="End">The last sequence that it takes, for a lane that is closing or replays; null for one that goes on.</param>
public sealed record StoredLane(LaneKey Key, long Start, long Cursor, LaneCounters Counters, long? End = null)
{
    /// <summary>Gets its declaration as JSON; null for one of the operator's.</summary>
    public string? Declaration { get; init; }

    /// <summary>Gets where its events come from.</summary>
    public LaneSource Source { get; init; }

    /// <summary>Gets since when somebody has had it paused; null if nobody has.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Gets how it was when it was last settled.</summary>
    public LaneHealth Health { get; init; } = LaneHealth.Unknown;
}
