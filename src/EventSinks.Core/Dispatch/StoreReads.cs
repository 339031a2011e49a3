namespace EventSinks.Dispatch;

/// <summary>
/// Lanes whose next events are no longer in memory: some are being read for, the others wait for their turn. Each holds the slot that it
/// will deliver under, so that no more is read than can be sent; one that holds none has its next event looked at. Owned by the worker.
/// </summary>
internal sealed class StoreReads(DispatchOptions options, IDispatchEffects effects)
{
    // Enough for a few batches, so that a lane that catches up does not pay for a read with each of them; and what one batch may weigh.
    private const int EventsAhead = 1_000;
    private const int BytesAhead = 256 * 1024;
    private const int BytesOfBatch = 1024 * 1024;

    private readonly Queue<Lane> _waiting = [];
    private int _underWay;

    /// <summary>Gets whether nothing is being read.</summary>
    public bool IsIdle => _underWay == 0;

    /// <summary>Has a lane wait for its turn.</summary>
    /// <param name="lane">The lane.</param>
    public void Await(Lane lane)
    {
        lane.Phase = LanePhase.AwaitingRead;
        _waiting.Enqueue(lane);
    }

    /// <summary>Starts as many as may be under way together.</summary>
    public void Start()
    {
        while (_underWay < options.MaxReads && _waiting.TryDequeue(out var lane))
        {
            _underWay++;
            lane.Phase = LanePhase.Reading;
            if (lane.HeldQueue is null)
            {
                effects.Read(lane, 1, BytesOfBatch);
            }
            else if (lane.Owner.Recent.Budget.TryTake(BytesAhead))
            {
                lane.BytesReserved = BytesAhead;
                effects.Read(lane, Math.Max(lane.BatchSize, EventsAhead), BytesAhead);
            }
            else
            {
                effects.Read(lane, lane.BatchSize, BytesOfBatch);
            }
        }
    }

    /// <summary>A read has ended.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="events">What it has given the lane; none if that has no use for it.</param>
    public void End(Lane lane, IReadOnlyList<RecordedEvent> events)
    {
        _underWay--;
        lane.Phase = LanePhase.Idle;
        var reserved = lane.BytesReserved;
        lane.BytesReserved = 0;
        if (events.Count > 0)
        {
            lane.Prefetch(events, reserved);
        }
        else
        {
            lane.Owner.Recent.Budget.Return(reserved);
        }
    }

    /// <summary>Starts no more.</summary>
    public void Stop() => _waiting.Clear();
}
