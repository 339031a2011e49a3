using EventSinks.Dispatch;
using EventSinks.Tool.Stores;

namespace EventSinks.Tool.Deliveries;

/// <summary>What became of a stack's events at one sink, for people and programs; the lag is the age of the oldest event that is pending.</summary>
internal sealed record SinkView(
    string Key,
    string Name,
    string Type,
    string Destination,
    LaneState State,
    long Recorded,
    long Delivered,
    long Pending,
    long DeadLettered,
    long Dropped,
    long Filtered,
    DateTimeOffset? OldestPendingAt,
    double? LagSeconds,
    DateTimeOffset? LastSuccessAt,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    DateTimeOffset? PausedAt)
{
    /// <summary>Gets whether something is pending, was lost or is not as it should be.</summary>
    public bool NeedsALook => Pending > 0 || DeadLettered > 0 || Dropped > 0 || State is not LaneState.Healthy;

    public static SinkView Of(NamedLane lane, SinkDeliveryStatus sink, DateTimeOffset? oldestPendingAt, DateTimeOffset now) => new(
        lane.Key,
        lane.Name,
        sink.SinkType,
        sink.Destination,
        sink.State,
        sink.Recorded,
        sink.Delivered,
        sink.Pending,
        sink.DeadLettered,
        sink.Dropped,
        sink.Filtered,
        oldestPendingAt,
        oldestPendingAt is { } at ? Math.Round(Math.Max(0, (now - at).TotalSeconds), 3) : null,
        sink.LastSuccessAt,
        sink.LastError,
        sink.LastErrorAt,
        lane.Lane.PausedAt);
}
