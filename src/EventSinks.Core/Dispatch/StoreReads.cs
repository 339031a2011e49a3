namespace EventSinks.Dispatch;

/// <summary>Lanes whose next events are no longer in memory: some are being read from the store, the others wait for their turn. Owned by the worker.</summary>
internal sealed class StoreReads(DispatchOptions options, IDispatchEffects effects)
{
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
            effects.Read(lane);
        }
    }

    /// <summary>A read has ended.</summary>
    /// <param name="lane">Its lane.</param>
    public void End(Lane lane)
    {
        _underWay--;
        lane.Phase = LanePhase.Idle;
    }

    /// <summary>Starts no more.</summary>
    public void Stop() => _waiting.Clear();
}
