using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// Since when a lane has been suspended, and why. It outlives trying again: one that is refused at once for the same reason was never away.
/// Owned by the worker.
/// </summary>
internal struct LaneSuspension(LaneHealth stored)
{
    private string? _reason = stored.SuspendedBecause;
    private long _restartedAt;

    /// <summary>Gets since when.</summary>
    public DateTimeOffset? Since { get; private set; } = stored.SuspendedAt;

    /// <summary>The lane is suspended.</summary>
    /// <param name="reason">Why; null if it is not.</param>
    /// <param name="now">The time, in UTC ticks.</param>
    public void Begin(string? reason, long now)
    {
        if (reason is not null && (reason != _reason || Since is null))
        {
            (_reason, Since) = (reason, new DateTimeOffset(now, TimeSpan.Zero));
        }
    }

    /// <summary>The lane has delivered: the next suspension is another one.</summary>
    public void End() => (_reason, Since) = (null, null);

    /// <summary>What was pending has been given up: the time runs anew for what comes later.</summary>
    /// <param name="now">The time, in UTC ticks.</param>
    public void Restart(long now)
    {
        _restartedAt = now;
        Since = Since is null ? null : new DateTimeOffset(now, TimeSpan.Zero);
    }

    /// <summary>Says since when a lane has been held.</summary>
    /// <param name="isSuspended">Whether it is suspended.</param>
    /// <param name="pausedAt">Since when it is paused, if it is.</param>
    /// <returns>The time, in UTC ticks.</returns>
    public readonly long HeldSince(bool isSuspended, DateTimeOffset? pausedAt)
    {
        var suspended = isSuspended ? Since?.UtcTicks ?? long.MaxValue : long.MaxValue;
        return Math.Max(_restartedAt, Math.Min(suspended, pausedAt?.UtcTicks ?? long.MaxValue));
    }
}
