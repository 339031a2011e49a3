using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// What became of a stack's events at one of its sinks. Always
/// <c>Recorded = Delivered + DeadLettered + Dropped + Filtered + Pending</c>. Immutable.
/// </summary>
public sealed record SinkDeliveryStatus
{
    /// <summary>Gets the binding's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets which lane of the stack: what pauses, resumes and replays name.</summary>
    public required LaneKey Lane { get; init; }

    /// <summary>Gets the sink type.</summary>
    public required string SinkType { get; init; }

    /// <summary>Gets the destination's identity.</summary>
    public required string Destination { get; init; }

    /// <summary>Gets how it is.</summary>
    public required LaneState State { get; init; }

    /// <summary>Gets how many events have been recorded for it.</summary>
    public required long Recorded { get; init; }

    /// <summary>Gets how many have arrived.</summary>
    public required long Delivered { get; init; }

    /// <summary>Gets how many were given up, with a dead letter each.</summary>
    public required long DeadLettered { get; init; }

    /// <summary>Gets how many were lost because the store had no room.</summary>
    public required long Dropped { get; init; }

    /// <summary>Gets how many the declaration did not want.</summary>
    public required long Filtered { get; init; }

    /// <summary>Gets how many are still to come.</summary>
    public required long Pending { get; init; }

    /// <summary>Gets the sequence up to which everything is settled.</summary>
    public required long Cursor { get; init; }

    /// <summary>Gets when the oldest event that is still to come was recorded; null if there is none, or the store no longer has it.</summary>
    public DateTimeOffset? OldestPendingAt { get; init; }

    /// <summary>Gets how many attempts the oldest pending event has had.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets when something last arrived, if anything has; kept over restarts by a durable store.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Gets the last error, if there has been one; kept likewise.</summary>
    public string? LastError { get; init; }

    /// <summary>Gets when that was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>
    /// Gets when the declaration itself stops working, such as a signed URL in it; null if it does not. From then on the sink is
    /// <see cref="LaneState.Misconfigured"/> until another declaration comes.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets what the declaration's writer should know, such as an option that was adjusted.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Says how a lane was when it was last settled: what there is to say from outside the process that delivers it.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="head">The last sequence of its stack.</param>
    /// <returns>Its status.</returns>
    internal static SinkDeliveryStatus Of(StoredLane lane, long head)
    {
        var target = Math.Max(lane.Cursor, Math.Min(lane.End ?? head, head));
        return new()
        {
            Name = lane.Key.ToString(),
            Lane = lane.Key,
            SinkType = lane.Key.SinkType,
            Destination = lane.Key.Destination,
            State = StateOf(lane, target),
            Recorded = target - lane.Start,
            Delivered = lane.Counters.Delivered,
            DeadLettered = lane.Counters.DeadLettered,
            Dropped = lane.Counters.Dropped,
            Filtered = lane.Counters.Filtered,
            Pending = target - lane.Cursor,
            Cursor = lane.Cursor,
            LastSuccessAt = lane.Health.LastSuccessAt,
            LastError = lane.Health.SuspendedBecause ?? lane.Health.LastError,
            LastErrorAt = lane.Health.LastErrorAt,
        };
    }

    private static LaneState StateOf(StoredLane lane, long target) =>
        lane.PausedAt is not null ? LaneState.Paused
        : lane.Health.SuspendedBecause is not null ? (lane.Health.IsMisconfigured ? LaneState.Misconfigured : LaneState.Suspended)
        : lane.Cursor < target && lane.Health.FailuresInRow > 0 ? LaneState.Retrying
        : lane.End is not null ? LaneState.Closing
        : lane.Cursor < target ? LaneState.CatchingUp
        : LaneState.Healthy;
}
