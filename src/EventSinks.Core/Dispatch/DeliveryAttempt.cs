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
    private long _synchronousSince;
    private int _claimed;
    private bool _isPreparing;
    private bool _hasLeftSink;

    public DeliveryAttempt(Lane lane, SinkHandle handle, RecordedEvent[] scanned, RecordedEvent[] wanted, long startedAt)
    {
        _scanned = scanned;
        Lane = lane;
        Queue = lane.Queue;
        Handle = handle;
        View = lane.Binding.View;
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

    /// <summary>Gets how the sink sees the events; null for as they were published.</summary>
    public EventView? View { get; }

    /// <summary>Gets the events that are wanted, in sequence, as they were published; at least one.</summary>
    public RecordedEvent[] Events { get; }

    public long StartedAt { get; }

    /// <summary>Gets whether the endpoint's circuit is decided by it.</summary>
    public bool IsProbe { get; }

    /// <summary>Gets or sets whether it still holds its slots; it loses them when its time is over.</summary>
    public bool HoldsSlots { get; set; } = true;

    /// <summary>
    /// Gets whether its token was signalled because its time was over, rather than because all ends. May be read elsewhere than by the
    /// worker, which gives up the slots before it signals.
    /// </summary>
    public bool IsLate => _cancellation.IsCancellationRequested && !HoldsSlots;

    /// <summary>Gets its place among the deadlines.</summary>
    public LinkedListNode<(long Due, object Item)> DeadlineNode { get; }

    /// <summary>Gets its place among the attempts whose synchronous part is watched.</summary>
    public LinkedListNode<(long Due, object Item)> WatchNode { get; }

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Gets since when plug-in code has been running without having awaited anything, in UTC ticks; null if none is.</summary>
    public long? SynchronousSince => Volatile.Read(ref _synchronousSince) is > 0 and var since ? since : null;

    /// <summary>Gets whether its events are being made ready, by the engine's redactor and by encoding: that is nothing of the sink's doing.</summary>
    public bool IsPreparing => Volatile.Read(ref _isPreparing);

    /// <summary>Gets whether the sink's call has returned; from then on the attempt holds no thread.</summary>
    public bool HasLeftSink => Volatile.Read(ref _hasLeftSink);

    /// <summary>Gets or sets how often the worker has found it not awaiting anything for longer than it may.</summary>
    public int Observations { get; set; }

    /// <summary>Decides between the runner, which is about to call the sink, and the worker, whose patience is at its end.</summary>
    /// <returns>True for whoever comes first.</returns>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Plug-in code is about to run: the sink is made, or called.</summary>
    /// <param name="now">The time, in UTC ticks.</param>
    public void EnterSink(long now)
    {
        Volatile.Write(ref _isPreparing, false);
        Volatile.Write(ref _synchronousSince, now);
    }

    /// <summary>The sink is made, and what it is to get is about to be made ready.</summary>
    public void Prepare()
    {
        Volatile.Write(ref _isPreparing, true);
        Volatile.Write(ref _synchronousSince, 0);
    }

    /// <summary>The sink's call has returned; what it awaits is still to come.</summary>
    public void LeaveSink()
    {
        Volatile.Write(ref _hasLeftSink, true);
        Volatile.Write(ref _synchronousSince, 0);
    }

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
