using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What attempts tell of the places that lanes share: whether an endpoint answers, whether a sink type blocks. Owned by the worker.</summary>
internal sealed class EndpointJudge(DispatchOptions options, FairScheduler scheduler, DispatchTimers timers, ILogger logger)
{
    /// <summary>Holds the end of an attempt against its endpoint, or in its favour.</summary>
    /// <param name="attempt">The attempt; whether it still holds its slots tells whether its time was over.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="now">The time.</param>
    public void Judge(DeliveryAttempt attempt, AttemptResult result, long now)
    {
        var endpoint = attempt.Queue.Endpoint;
        if (!result.WasStarted || result.IsException || result.Result.Outcome is DeliveryOutcome.None)
        {
            // Says something of the sink, nothing of the server.
            return;
        }

        if (result.Result is { Outcome: DeliveryOutcome.Unavailable, DeliveredEvents: 0 })
        {
            // One that outlived its time was counted then.
            if (attempt.HoldsSlots)
            {
                CountFailure(attempt, result.Result.Reason!, now);
            }
        }
        else if (endpoint.Circuit.Answered())
        {
            DispatchLog.CircuitClosed(logger, endpoint.SinkType.SinkType, endpoint.Name);
            scheduler.LetThrough(endpoint);
        }
    }

    /// <summary>An endpoint was unavailable, or has not answered in time.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="reason">What it said.</param>
    /// <param name="now">The time.</param>
    public void CountFailure(DeliveryAttempt attempt, string reason, long now)
    {
        var endpoint = attempt.Queue.Endpoint;
        if (endpoint.Circuit.Failed(attempt.IsProbe, now))
        {
            DispatchLog.CircuitOpened(logger, endpoint.SinkType.SinkType, endpoint.Name, reason);
            timers.WakeAt(endpoint, endpoint.Circuit.OpenUntil);
        }
    }

    /// <summary>A call took long to return. The first of all may, while code is compiled; the second shows the sink type's manners.</summary>
    /// <param name="sinkType">The sink type.</param>
    public void CountSlowCall(SinkTypeGate sinkType)
    {
        if (++sinkType.SlowCalls == 2)
        {
            MarkBlocking(sinkType);
        }
    }

    /// <summary>From now on a sink type is started on threads of its own.</summary>
    /// <param name="sinkType">The sink type.</param>
    public void MarkBlocking(SinkTypeGate sinkType)
    {
        if (!sinkType.IsBlocking)
        {
            sinkType.MarkBlocking(options.BlockingThreads);
            DispatchLog.SinkTypeBlocks(logger, sinkType.SinkType, options.BlockingThreshold, options.BlockingThreads);
        }
    }
}
