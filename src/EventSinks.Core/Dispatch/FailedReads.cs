using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What follows when a lane cannot be read for: how long it waits, and what is said of it. Owned by the worker.</summary>
internal sealed class FailedReads(DispatchOptions options, Random random, ILogger logger)
{
    // A store that is down is so for all lanes: one line says as much as a thousand.
    private static readonly long LogInterval = TimeSpan.TicksPerMinute;

    private long? _loggedAt;
    private int _unlogged;

    /// <summary>Takes note of a read that gave nothing.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    /// <returns>When to try again: waits grow as those of deliveries do, and are as random, so that not all lanes come back at once.</returns>
    public long Note(Lane lane, string reason, long now)
    {
        _unlogged++;
        if (!(now - _loggedAt < LogInterval))
        {
            DispatchLog.ReadFailed(logger, lane.Owner.Stack.Id, _unlogged, reason);
            (_loggedAt, _unlogged) = (now, 0);
        }

        var longest = Doubling.Delay(options.RetryBaseDelay, options.RetryMaxDelay, lane.FailedReads++);
        return now + Math.Max(1, (long)(random.NextDouble() * longest.Ticks));
    }
}
