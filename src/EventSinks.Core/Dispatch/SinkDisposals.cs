namespace EventSinks.Dispatch;

/// <summary>The sinks that are being disposed: each has its time, and its lane makes no other until it has ended. Owned by the worker.</summary>
internal sealed class SinkDisposals(IDispatchEffects effects, DispatchTimers timers)
{
    /// <summary>Gets how many are under way.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a lane's sink away and has it disposed; never during a call.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">The time.</param>
    public void Start(Lane lane, long now)
    {
        timers.Idle.Remove(lane.IdleNode);
        if (lane.Handle is not { } handle || lane.Attempt is not null)
        {
            return;
        }

        lane.Handle = null;
        if (handle.Sink is { } sink)
        {
            lane.Disposal = new SinkDisposal(lane, sink);
            Count++;
            timers.Deadlines.Add(lane.Disposal.DeadlineNode, now);
            effects.Dispose(lane.Disposal);
        }
    }

    /// <summary>A disposal has ended, or has had its time: whichever comes first counts.</summary>
    /// <param name="disposal">The disposal.</param>
    /// <returns>Whether this was the first of the two.</returns>
    public bool TryEnd(SinkDisposal disposal)
    {
        if (!ReferenceEquals(disposal.Lane.Disposal, disposal))
        {
            return false;
        }

        Count--;
        timers.Deadlines.Remove(disposal.DeadlineNode);
        disposal.Lane.Disposal = null;
        return true;
    }
}
