using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Dispatch;

/// <summary>One batch on its way to a sink. Made by the worker, carried out elsewhere, ended by a message to the worker.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "The source has no timer and no wait handle, so it holds nothing; and it may be signalled by the worker just as the attempt ends.")]
internal sealed class DeliveryAttempt
{
    private readonly CancellationTokenSource _cancellation = new();

    // The wanted events, and those between them that the lane's filter leaves out.
    private readonly RecordedEvent[] _scanned;
    private int _part;

    public DeliveryAttempt(Lane lane, SinkHandle handle, RecordedEvent[] scanned, RecordedEvent[] wanted, long startedAt)
    {
        _scanned = scanned;
        Lane = lane;
        Queue = lane.Queue;
        Handle = handle;
        Events = wanted;
        StartedAt = startedAt;
        IsProbe = Queue.Endpoint.Circuit.State is CircuitState.Probing;
        DeadlineNode = new LinkedListNode<(long Due, object Item)>((0, this));
        WatchNode = new LinkedListNode<(long Due, object Item)>((0, this));
    }

    public Lane Lane { get; }

    /// <summary>Gets the queue whose slots it holds.</summary>
    public LaneQueue Queue { get; }

    public SinkHandle Handle { get; }

    /// <summary>Gets the events that are wanted, in sequence; at least one.</summary>
    public RecordedEvent[] Events { get; }

    public long StartedAt { get; }

    /// <summary>Gets whether the endpoint's circuit is decided by it.</summary>
    public bool IsProbe { get; }

    /// <summary>Gets or sets whether it still holds its slots; it loses them when its time is over.</summary>
    public bool HoldsSlots { get; set; } = true;

    /// <summary>Gets its place among the deadlines.</summary>
    public LinkedListNode<(long Due, object Item)> DeadlineNode { get; }

    /// <summary>Gets its place among the attempts whose synchronous part is watched.</summary>
    public LinkedListNode<(long Due, object Item)> WatchNode { get; }

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Gets whether plug-in code is running that has not yet awaited anything. Read by the worker, written by the runner.</summary>
    public bool IsInSynchronousPart
    {
        get => Volatile.Read(ref _part) == 1;
        set => Volatile.Write(ref _part, value ? 1 : 2);
    }

    /// <summary>Gets whether plug-in code has been called at all.</summary>
    public bool HasStarted => Volatile.Read(ref _part) != 0;

    /// <summary>Gives the cursor once so many events have arrived: what is filtered out behind them is settled with them.</summary>
    /// <param name="delivered">How many of the events have arrived.</param>
    /// <returns>The cursor.</returns>
    public long CursorAfter(int delivered) =>
        delivered < Events.Length ? Events[delivered].Sequence - 1 : _scanned[^1].Sequence;

    /// <summary>Counts events that the filter left out.</summary>
    /// <param name="after">A cursor.</param>
    /// <param name="through">A later one.</param>
    /// <returns>How many lie between the two.</returns>
    public int CountFiltered(long after, long through)
    {
        if (ReferenceEquals(_scanned, Events))
        {
            return 0;
        }

        return Count(_scanned) - Count(Events);

        int Count(RecordedEvent[] events) => events.Count(e => e.Sequence > after && e.Sequence <= through);
    }

    /// <summary>Signals the token. Callbacks run on the pool, never on the caller: they are plug-in code.</summary>
    /// <returns>When they have all run.</returns>
    public Task CancelAsync() => _cancellation.CancelAsync();
}
