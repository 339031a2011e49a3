using System.Text.Json;
using EventSinks.Observing;

namespace EventSinks.Dispatch;

/// <summary>What the operator is told of an attempt: few words of ours, never the sink's own.</summary>
internal static class AttemptReport
{
    private static readonly string[] Outcomes =
        [.. Enum.GetNames<DeliveryOutcome>().Select(static name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];

    /// <summary>Measures an attempt and ends its activity.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="activity">Its activity; null if nobody traces.</param>
    /// <param name="metrics">Where it is measured; null for nowhere.</param>
    /// <param name="duration">How long it took.</param>
    public static void Write(
        DeliveryAttempt attempt, in AttemptResult result, System.Diagnostics.Activity? activity, DeliveryMetrics? metrics, TimeSpan duration)
    {
        var outcome = OutcomeOf(attempt, result);
        var error = outcome == "delivered" ? null : outcome == "exception" ? result.ErrorType : outcome;
        var sent = result.WasStarted ? result.Offered : 0;
        metrics?.AttemptEnded(attempt.Queue.Endpoint.SinkType.SinkType, outcome, error, sent, duration);
        if (activity is not null)
        {
            DeliveryTraces.End(activity, attempt.Events.AsSpan(0, sent), outcome, error);
        }
    }

    private static string OutcomeOf(DeliveryAttempt attempt, in AttemptResult result) =>
        !result.WasStarted ? "not_sent"
        : !result.IsException && result.Result.Outcome is DeliveryOutcome.Delivered ? "delivered"
        : attempt.IsLate ? "timeout"
        : attempt.Cancellation.IsCancellationRequested ? "stopped"
        : result.IsException ? "exception"
        : Outcomes[(int)result.Result.Outcome];
}
