using EventSinks.Storage;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Explain;

/// <summary>An attempt that failed, for people and programs.</summary>
internal sealed record AttemptView(DateTimeOffset StartedAt, double Seconds, DeliveryOutcome Outcome, string Reason, long FirstSequence, long LastSequence)
{
    public static AttemptView Of(FailedAttempt attempt) => new(
        attempt.StartedAt, Math.Round(attempt.Duration.TotalSeconds, 3), attempt.Outcome, attempt.Reason, attempt.FirstSequence, attempt.LastSequence);

    /// <summary>Gets it for a person.</summary>
    public override string ToString()
    {
        var events = FirstSequence == LastSequence ? $"event {FirstSequence}" : $"events {FirstSequence} to {LastSequence}";
        var outcome = Outcome is DeliveryOutcome.None ? "" : $"{Outcome}: ";
        return FormattableString.Invariant($"{Times.Text(StartedAt)}, {Seconds:0.000} s, {events}: {outcome}{Reason}");
    }
}
