namespace EventSinks.Storage;

/// <summary>An attempt that did not deliver all that it offered. Immutable.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="FirstSequence">The first event that was offered and not delivered.</param>
/// <param name="LastSequence">The last event that was offered.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">What the sink said; <see cref="DeliveryOutcome.None"/> if it threw or did not answer in time.</param>
/// <param name="Reason">What went wrong.</param>
public sealed record FailedAttempt(
    LaneKey Lane, long FirstSequence, long LastSequence, DateTimeOffset StartedAt, TimeSpan Duration, DeliveryOutcome Outcome, string Reason)
{
    /// <summary>How many a store keeps for each lane; the oldest go first.</summary>
    public const int KeptPerLane = 100;
}
