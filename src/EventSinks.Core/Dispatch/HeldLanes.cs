namespace EventSinks.Dispatch;

/// <summary>Lanes that are suspended or paused with something pending: it is kept for them, but not for ever. Owned by the worker.</summary>
internal sealed class HeldLanes(DispatchOptions options, DispatchTimers timers, OutcomePolicy outcomes)
{
    /// <summary>Gives up what a lane has pending, if its time is over; else has it looked at again when it is.</summary>
    /// <param name="lane">The lane; it is held and has something pending.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was given up.</returns>
    public bool Expire(Lane lane, long now)
    {
        var due = DueOf(lane, now);
        if (due > now)
        {
            if (lane.ExpiresAt != due)
            {
                lane.ExpiresAt = due;
                timers.WakeAt(lane, due);
            }

            return false;
        }

        outcomes.GiveUpRest(lane, now);
        lane.RestartHold(now);
        return true;
    }

    // Nobody can mend a lane that is no longer declared: it has the retry window, from when it was seen to be so.
    private long DueOf(Lane lane, long now) => IsAlone(lane)
        ? lane.ExpiresAt ?? now + options.RetryWindow.Ticks
        : lane.HeldSince + options.SuspensionWindow.Ticks;

    private static bool IsAlone(Lane lane) => lane is { End: not null, IsSuspended: true, IsReplay: false };
}
