using EventSinks.Dispatch;

namespace EventSinks.Tool.Publish;

/// <summary>What became of the events at one sink, over all stacks.</summary>
internal sealed record SinkTotal(
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
    string? LastError,
    DateTimeOffset? LastErrorAt)
{
    public bool HasDeliveredAll => Pending == 0 && DeadLettered == 0 && Dropped == 0;

    public static SinkTotal Of(SinkDeliveryStatus sink) => new(
        sink.Name,
        sink.SinkType,
        sink.Destination,
        sink.State,
        sink.Recorded,
        sink.Delivered,
        sink.Pending,
        sink.DeadLettered,
        sink.Dropped,
        sink.Filtered,
        sink.LastError,
        sink.LastErrorAt);

    /// <summary>Adds another stack's numbers; the state is the worse one, the error the later one.</summary>
    public SinkTotal Plus(SinkTotal other)
    {
        var later = (other.LastErrorAt ?? DateTimeOffset.MinValue) > (LastErrorAt ?? DateTimeOffset.MinValue) ? other : this;
        return this with
        {
            State = Badness(other.State) > Badness(State) ? other.State : State,
            Recorded = Recorded + other.Recorded,
            Delivered = Delivered + other.Delivered,
            Pending = Pending + other.Pending,
            DeadLettered = DeadLettered + other.DeadLettered,
            Dropped = Dropped + other.Dropped,
            Filtered = Filtered + other.Filtered,
            LastError = later.LastError,
            LastErrorAt = later.LastErrorAt,
        };
    }

    private static int Badness(LaneState state) => state switch
    {
        LaneState.Misconfigured => 6,
        LaneState.Suspended => 5,
        LaneState.Stuck => 4,
        LaneState.Retrying => 3,
        LaneState.CatchingUp => 2,
        LaneState.Closing => 1,
        _ => 0,
    };
}
