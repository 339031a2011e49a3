namespace EventSinks.Dispatch;

/// <summary>
/// What a lane does when its turn has come: it takes its next events from memory, or reads them while it holds the slot that they will be
/// sent under; then it sends them, or settles them unsent. Owned by the worker.
/// </summary>
internal sealed class LaneTurns(FairScheduler scheduler, StoreReads reads, OutcomePolicy outcomes, AttemptsUnderWay attempts)
{
    /// <summary>Gets or sets how many events were settled unsent since this was last set: they hold no slots, so nothing else bounds them.</summary>
    public int Unsent { get; set; }

    /// <summary>Begins a lane's turn.</summary>
    /// <param name="lane">The lane, taken from its queue.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the turn is over already, so that the lane is to be looked at anew.</returns>
    public bool Begin(Lane lane, long now)
    {
        lane.Phase = LanePhase.Idle;
        lane.TrimAhead(isWaiting: false);
        return GoOn(lane, now);
    }

    /// <summary>Goes on with what was read.</summary>
    /// <param name="lane">The lane; it still holds its slot.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the turn is over, so that the lane is to be looked at anew.</returns>
    public bool GoOn(Lane lane, long now)
    {
        // While it read, others may have found its endpoint to be down.
        var circuit = lane.Queue.Endpoint.Circuit.State;
        if (lane.HeldQueue is not null && (circuit is CircuitState.Open || (circuit is CircuitState.Probing && !lane.IsHeldForProbe)))
        {
            Release(lane);
            return true;
        }

        // While it read, or since it was let through, others of its project may have sent all that it may.
        var allowed = ProjectRates.Allowed(lane.Queue.Project, now);
        if (allowed == 0)
        {
            Release(lane);
            return true;
        }

        var scanned = lane.TakeBatch(Math.Min(lane.BatchSize, allowed));
        if (scanned.Length == 0)
        {
            if (lane.IsRestDropped)
            {
                SettleRest(lane, now);
                return true;
            }

            Hold(lane);
            reads.Await(lane);
            return false;
        }

        FairScheduler.Charge(lane.Queue, scanned.Length);
        var selection = BatchSelection.Of(lane.Binding, scanned, now);
        if (selection.Wanted.Length == 0 || selection.AreTooOld)
        {
            Unsent += scanned.Length;
            Release(lane);
            outcomes.SettleUnsent(lane, selection, now);
            return true;
        }

        Hold(lane);
        lane.Queue.Project.Budget?.Take(selection.Wanted.Length, now);
        lane.HeldQueue = null;
        attempts.Begin(lane, selection, now);
        return false;
    }

    /// <summary>Nothing is left of what the lane was to read: it was dropped, or there are no more dead letters.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">The time.</param>
    public void SettleRest(Lane lane, long now)
    {
        Release(lane);
        if (lane.Target > lane.Cursor)
        {
            outcomes.Settle(lane, lane.Target, 0, 0, now);
        }
    }

    /// <summary>Gives back the slot that a lane held while it read.</summary>
    /// <param name="lane">The lane.</param>
    public void Release(Lane lane)
    {
        if (lane.HeldQueue is { } queue)
        {
            lane.HeldQueue = null;
            scheduler.Released(queue);
        }
    }

    private void Hold(Lane lane)
    {
        if (lane.HeldQueue is null)
        {
            lane.HeldQueue = lane.Queue;
            lane.IsHeldForProbe = lane.Queue.Endpoint.Circuit.State is CircuitState.Probing;
            scheduler.Started(lane.Queue);
        }
    }
}
