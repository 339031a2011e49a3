namespace EventSinks.Dispatch;

/// <summary>Lanes that are suspended or paused with something pending: it is kept for them, but not for ever. Owned by the worker.</summary>
internal sealed class HeldLanes(DispatchOptions options, DispatchTimers timers, StoreReads reads, OutcomePolicy outcomes)
{
    /// <summary>Gives up what a lane has pending, if its time is over; else has it looked at again when it may be.</summary>
    /// <param name="lane">The lane; it is held and has something pending.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was given up.</returns>
    public bool Expire(Lane lane, long now)
    {
        if (lane.ExpiresAt > now)
        {
            return false;
        }

        if (DueOf(lane, now) is not { } due)
        {
            // It holds no slot for that: what is read is looked at, and not sent.
            reads.Await(lane);
            return false;
        }

        if (due > now)
        {
            lane.ExpiresAt = due;
            timers.WakeAt(lane, due);
            return false;
        }

        outcomes.GiveUpRest(lane, now);
        lane.ExpiresAt = null;
        return true;
    }

    // Null if the oldest event that is pending has to be read first.
    private long? DueOf(Lane lane, long now)
    {
        if (lane is { End: not null, IsSuspended: true, IsReplay: false })
        {
            // Nobody can mend a lane that is no longer declared: it has the retry window, from when it was seen to be so.
            return lane.ExpiresAt ?? now + options.RetryWindow.Ticks;
        }

        var window = options.SuspensionWindow.Ticks;
        var due = lane.HeldSince + window;
        if (due > now || lane.IsReplay)
        {
            return due;
        }

        // A lane may be held for long without anything to deliver: what comes then has its whole time.
        lane.OldestPendingAt ??= lane.TakeBatch(1) is [var oldest] ? oldest.RecordedAt : null;
        return lane.OldestPendingAt is { } recordedAt ? Math.Max(due, recordedAt.UtcTicks + window) : null;
    }
}
