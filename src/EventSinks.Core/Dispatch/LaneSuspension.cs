using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// Since when a lane has been suspended, and why. It outlives trying again: one that is refused at once for the same reason was never away.
/// Owned by the worker.
/// </summary>
internal struct LaneSuspension(LaneHealth stored)
{
    private string? _reason = stored.SuspendedBecause;
    private bool _isRefusal = stored.IsMisconfigured;

    /// <summary>Gets since when.</summary>
    public DateTimeOffset? Since { get; private set; } = stored.SuspendedAt;

    /// <summary>The lane is suspended.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="isRefusal">Whether the destination says so, rather than the host.</param>
    /// <param name="now">The time, in UTC ticks.</param>
    public void Begin(string reason, bool isRefusal, long now)
    {
        if (reason != _reason || Since is null)
        {
            (_reason, Since) = (reason, new DateTimeOffset(now, TimeSpan.Zero));
        }

        _isRefusal = isRefusal;
    }

    /// <summary>The host can deliver: what kept it from that is over. Whether the destination goes on refusing shows when it is asked again.</summary>
    public void Lift()
    {
        if (!_isRefusal)
        {
            End();
        }
    }

    /// <summary>The lane has delivered, or has nothing to be refused: the next suspension is another one.</summary>
    public void End() => (_reason, _isRefusal, Since) = (null, false, null);

    /// <summary>Says since when a lane has been held.</summary>
    /// <param name="isSuspended">Whether it is suspended.</param>
    /// <param name="pausedAt">Since when it is paused, if it is.</param>
    /// <returns>The time, in UTC ticks.</returns>
    public readonly long HeldSince(bool isSuspended, DateTimeOffset? pausedAt)
    {
        var suspended = isSuspended ? Since?.UtcTicks ?? long.MaxValue : long.MaxValue;
        return Math.Min(suspended, pausedAt?.UtcTicks ?? long.MaxValue);
    }
}
