namespace EventSinks.Dispatch;

/// <summary>The attempts that have been started and have not ended, with their slots, their deadlines and their watches. Owned by the worker.</summary>
internal sealed class AttemptsUnderWay(DispatchOptions options, IDispatchEffects effects, FairScheduler scheduler, DispatchTimers timers)
{
    private readonly HashSet<DeliveryAttempt> _attempts = [];

    public int Count => _attempts.Count;

    public DeliveryAttempt[] ToArray() => [.. _attempts];

    /// <summary>Starts an attempt. Its time runs from here, however long its events took to read.</summary>
    /// <param name="lane">The lane; it holds a slot, which the attempt takes over.</param>
    /// <param name="selection">What is sent.</param>
    /// <param name="now">The time.</param>
    public void Begin(Lane lane, BatchSelection selection, long now)
    {
        var handle = lane.Handle ??= new SinkHandle(lane.Binding.CreateSink);
        var attempt = new DeliveryAttempt(lane, handle, selection.Scanned, selection.Wanted, now);
        lane.Phase = LanePhase.Delivering;
        lane.Attempt = attempt;
        _attempts.Add(attempt);
        timers.Deadlines.Add(attempt.DeadlineNode, now);
        timers.Watches.Add(attempt.WatchNode, now);
        effects.Deliver(attempt);
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="attempt">The attempt; it keeps its slots until they are released.</param>
    public void End(DeliveryAttempt attempt)
    {
        _attempts.Remove(attempt);
        timers.Deadlines.Remove(attempt.DeadlineNode);
        timers.Watches.Remove(attempt.WatchNode);
        attempt.Lane.Attempt = null;
        attempt.Lane.Phase = LanePhase.Idle;
    }

    /// <summary>Frees the slots of an attempt that has ended, or whose time is over.</summary>
    /// <param name="attempt">The attempt.</param>
    public void ReleaseSlots(DeliveryAttempt attempt)
    {
        if (attempt.HoldsSlots)
        {
            attempt.HoldsSlots = false;
            scheduler.Released(attempt.Queue);
        }
    }

    /// <summary>Looks at attempts whose synchronous part is watched.</summary>
    /// <param name="endpoints">Hears of those that hold up a thread.</param>
    /// <param name="now">The time.</param>
    public void Watch(EndpointJudge endpoints, long now)
    {
        while (timers.Watches.TakeDue(now) is DeliveryAttempt attempt)
        {
            // Twice, because the first call of all may be slow for reasons that are nobody's manners.
            if (now - attempt.SynchronousSince >= options.BlockingThreshold.Ticks && ++attempt.Observations == 2)
            {
                endpoints.MarkBlocking(attempt.Queue.Endpoint.SinkType);
            }
            else if (!attempt.HasLeftSink)
            {
                timers.Watches.Add(attempt.WatchNode, now);
            }
        }
    }
}
