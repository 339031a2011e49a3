using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

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

    /// <summary>Gives what has come of a sink's events since its numbers were other ones.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="before">What it had settled before.</param>
    public static SinkTotal Of(SinkDeliveryStatus sink, LaneCounters before) => new(
        sink.Name,
        sink.SinkType,
        sink.Destination,
        sink.State,
        sink.Recorded - before.Settled,
        sink.Delivered - before.Delivered,
        sink.Pending,
        sink.DeadLettered - before.DeadLettered,
        sink.Dropped - before.Dropped,
        sink.Filtered - before.Filtered,
        sink.LastError,
        sink.LastErrorAt);

    /// <summary>Gives what has come of the events of a lane that has settled them all and is forgotten.</summary>
    public static SinkTotal Finished(StoredLane lane, long settled, long deadLettered) => new(
        NamedLane.Of(lane).Name,
        lane.Key.SinkType,
        lane.Key.Destination,
        LaneState.Closing,
        settled,
        settled - deadLettered,
        Pending: 0,
        deadLettered,
        Dropped: 0,
        Filtered: 0,
        LastError: null,
        LastErrorAt: null);

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

    public static void Write(TextWriter output, IEnumerable<SinkTotal> sinks)
    {
        var table = new TextTable("SINK", "STATE", "RECORDED", "DELIVERED", "PENDING", "DEAD LETTERS", "DROPPED", "FILTERED", "LAST ERROR");
        foreach (var sink in sinks)
        {
            table.Add(
                sink.Name,
                sink.State.ToString(),
                $"{sink.Recorded}",
                $"{sink.Delivered}",
                $"{sink.Pending}",
                $"{sink.DeadLettered}",
                $"{sink.Dropped}",
                $"{sink.Filtered}",
                sink.LastError);
        }

        table.Write(output);
    }

    private static int Badness(LaneState state) => state switch
    {
        LaneState.Misconfigured => 7,
        LaneState.Suspended => 6,
        LaneState.Stuck => 5,
        LaneState.Retrying => 4,
        LaneState.Paused => 3,
        LaneState.Throttled or LaneState.CatchingUp => 2,
        LaneState.Closing => 1,
        _ => 0,
    };
}
