using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What follows when an attempt outlives its time. Owned by the worker.</summary>
internal sealed class LateAttempts(
    DispatchOptions options, IDispatchEffects effects, AttemptsUnderWay attempts, OutcomePolicy outcomes, EndpointJudge endpoints, ILogger logger)
{
    /// <summary>Frees the slots of an attempt for others, and cancels it; its lane is stuck until the call has really ended.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="now">The time.</param>
    /// <returns>How it has ended, if its sink was never called; null if there is something to wait for.</returns>
    public AttemptResult? Take(DeliveryAttempt attempt, long now)
    {
        var isPreparing = attempt.IsPreparing;
        Log(attempt, isPreparing);
        if (attempt.TryClaim())
        {
            var reason = DeliveryResult.Retry("no thread was free to start it in time");
            return new AttemptResult(reason, 0, attempt.Lane.Limits, WasStarted: false);
        }

        outcomes.NoteTimeout(attempt.Lane, isPreparing, now);
        if (!isPreparing)
        {
            // Else neither the sink nor its server has been asked yet.
            endpoints.CountFailure(attempt, OutcomePolicy.TimeoutReason(options), now);
        }

        attempts.ReleaseSlots(attempt);
        effects.Cancel(attempt);
        return null;
    }

    private void Log(DeliveryAttempt attempt, bool isPreparing)
    {
        var sinkType = attempt.Queue.Endpoint.SinkType.SinkType;
        if (isPreparing)
        {
            DispatchLog.PreparationLate(logger, sinkType, attempt.Lane.Owner.Stack.Id, options.AttemptTimeout);
        }
        else
        {
            DispatchLog.AttemptLate(logger, sinkType, attempt.Lane.Owner.Stack.Id, options.AttemptTimeout);
        }
    }
}
