namespace EventSinks.Dispatch;

/// <summary>All lanes, counted. Immutable.</summary>
/// <param name="Lanes">How many lanes there are in each state, by the state's number.</param>
/// <param name="Pending">How many events are pending, counted once for each lane.</param>
/// <param name="LongestWait">
/// How long the lane that has waited longest has not gone on although nothing of its own explains it: it is not failing, suspended, paused or
/// stuck, its sink is not at work, and no endpoint, project or sink type is at its limit for it.
/// </param>
/// <param name="OpenCircuits">How many endpoints are known not to answer.</param>
internal sealed record LaneCensus(IReadOnlyList<int> Lanes, long Pending, TimeSpan LongestWait, int OpenCircuits);
