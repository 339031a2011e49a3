namespace EventSinks.Storage;

/// <summary>A lane as the store knows it. <c>Cursor - Start</c> always equals what <paramref name="Counters"/> add up to.</summary>
/// <param name="Key">Which lane.</param>
/// <param name="Start">The stack's head when the lane was made.</param>
/// <param name="Cursor">The sequence up to which it is settled.</param>
/// <param name="Counters">What became of the events between the two.</param>
/// <param name="End">The last sequence that it takes, for a lane that is closing; null for one that goes on.</param>
public sealed record StoredLane(LaneKey Key, long Start, long Cursor, LaneCounters Counters, long? End = null);
