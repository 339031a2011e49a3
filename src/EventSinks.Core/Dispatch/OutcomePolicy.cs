using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What follows for a lane from the end of an attempt: cursor, dead letters, suspension, the time of the next. Owned by the worker.</summary>
internal sealed class OutcomePolicy(DispatchOptions options, Random random, CommitQueue commits, ILogger logger)
{
    // One line a lane and minute is enough to know of drops.
    private static readonly long DropLogInterval = TimeSpan.TicksPerMinute;

    public static string TimeoutReason(DispatchOptions options) => $"no answer within {options.AttemptTimeout.TotalSeconds:0.###} s";

    /// <summary>Applies a result.</summary>
    /// <param name="attempt">The attempt, ended.</param>
    /// <param name="ended">How it ended.</param>
    /// <param name="timedOut">Whether it outlived its time.</param>
    /// <param name="now">The time.</param>
    /// <returns>When the lane may try again; null if it need not wait.</returns>
    public long? Apply(DeliveryAttempt attempt, AttemptResult ended, bool timedOut, long now)
    {
        var lane = attempt.Lane;
        var result = ended.Result;
        var delivered = result.Outcome is DeliveryOutcome.Delivered
            ? ended.Offered
            : Math.Clamp(result.DeliveredEvents, 0, ended.Offered);
        if (delivered > 0)
        {
            Advance(attempt, attempt.CursorAfter(delivered), delivered, null, now);
            lane.LastSuccessAt = Time(now);
        }

        switch (result.Outcome)
        {
            case DeliveryOutcome.Delivered:
                return null;
            case DeliveryOutcome.Rejected when delivered < ended.Offered:
                NoteError(lane, result.Reason!, now);
                GiveUp(attempt, delivered, result.Reason!, lane.Failures + 1, now);
                return null;
            case DeliveryOutcome.Suspended:
                NoteError(lane, result.Reason!, now);
                lane.MisconfiguredBecause = result.Reason;
                DispatchLog.LaneSuspended(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, result.Reason!);
                return null;
            default:
                return Fail(attempt, ended, delivered, timedOut, now);
        }
    }

    /// <summary>Shows in the status that a call has outlived its time.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">The time.</param>
    public void NoteTimeout(Lane lane, long now) => NoteError(lane, TimeoutReason(options), now);

    /// <summary>Moves a lane's cursor.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="cursor">The new cursor.</param>
    /// <param name="delivered">How many events arrived.</param>
    /// <param name="filtered">How many were not wanted.</param>
    /// <param name="now">The time.</param>
    /// <param name="letter">The event that was given up, if one was.</param>
    public void Settle(Lane lane, long cursor, int delivered, int filtered, long now, DeadLetter? letter = null)
    {
        commits.Note(lane);
        var settled = lane.Settle(cursor, delivered, filtered, letter);
        if (settled.Dropped > 0 && !(now - lane.DropLoggedAt < DropLogInterval))
        {
            lane.DropLoggedAt = now;
            DispatchLog.EventsDropped(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, lane.Counters.Dropped);
        }
    }

    /// <summary>
    /// Gives up all that a lane has left, into one letter: it is no longer declared, its sink refuses everything, and nobody can change
    /// that any more.
    /// </summary>
    /// <param name="lane">The lane; it is closing and suspended.</param>
    /// <param name="now">The time.</param>
    public void GiveUpRest(Lane lane, long now)
    {
        var reason = $"{lane.Pending} event(s) up to {lane.Target} were given up: {lane.SuspendedBecause ?? lane.MisconfiguredBecause}";
        var letter = new DeadLetter(
            lane.Owner.Stack.Id, lane.Binding.Key, lane.Target, Guid.Empty, ReadOnlyMemory<byte>.Empty, reason, 1, lane.FirstAttemptAt, Time(now));
        commits.Note(lane);
        lane.Settle(lane.Target, 0, 0, letter, isRest: true);
        DispatchLog.EventDeadLettered(logger, Guid.Empty, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, 1, reason);
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static void NoteError(Lane lane, string reason, long now)
    {
        lane.LastError = reason;
        lane.LastErrorAt = Time(now);
    }

    private long? Fail(DeliveryAttempt attempt, AttemptResult ended, int delivered, bool timedOut, long now)
    {
        var lane = attempt.Lane;
        var result = ended.Result;
        var reason = timedOut && ended.WasStarted ? TimeoutReason(options) : result.Reason ?? "the sink gave no result";
        NoteError(lane, reason, now);
        if (lane.Failures++ == 0)
        {
            lane.FirstAttemptAt = Time(attempt.StartedAt);
        }

        if ((ended.IsException || timedOut) && ended.Offered > 0)
        {
            lane.CountException(ended.Offered, attempt.Events[ended.Offered - 1].Sequence);
        }

        var failures = lane.Failures;
        DispatchLog.AttemptFailed(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, failures, reason);
        for (var i = delivered; i < attempt.Events.Length && IsPastWindow(attempt.Events[i], lane, now); i++)
        {
            GiveUp(attempt, i, $"not delivered within {options.RetryWindow}: {reason}", failures, now);
        }

        // What one tenant is asked to wait is no reason for the others to wait.
        var asked = Doubling.Bounded(result.RetryAfter, options.MaxRetryAfter);

        // An open circuit decides when the endpoint is tried again, for all its lanes; a wait of the lane's own would only add to it.
        var endpoint = attempt.Queue.Endpoint;
        if ((timedOut || result.Outcome is DeliveryOutcome.Unavailable) && endpoint.Circuit.State is not CircuitState.Closed)
        {
            return now + asked.Ticks;
        }

        var longest = Doubling.Delay(options.RetryBaseDelay, options.RetryMaxDelay, failures - 1);
        var jittered = TimeSpan.FromTicks((long)(random.NextDouble() * longest.Ticks));
        return now + Math.Max(1, Math.Max(jittered.Ticks, asked.Ticks));
    }

    // From when the event was recorded, or its lane resumed if that was later: each event has the whole window.
    private bool IsPastWindow(in RecordedEvent recorded, Lane lane, long now) =>
        now - Math.Max(recorded.RecordedAt.UtcTicks, lane.ResumedAt) >= options.RetryWindow.Ticks;

    private void GiveUp(DeliveryAttempt attempt, int index, string reason, int attempts, long now)
    {
        var lane = attempt.Lane;
        var recorded = attempt.Events[index];
        var letter = new DeadLetter(
            lane.Owner.Stack.Id,
            lane.Binding.Key,
            recorded.Sequence,
            recorded.Event.Id,
            EncodedBody.OrEmpty(recorded.Event),
            reason,
            attempts,
            lane.Failures > 0 ? lane.FirstAttemptAt : Time(attempt.StartedAt),
            Time(now));
        Advance(attempt, recorded.Sequence, 0, letter, now);
        DispatchLog.EventDeadLettered(logger, recorded.Event.Id, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, attempts, reason);
    }

    private void Advance(DeliveryAttempt attempt, long cursor, int delivered, DeadLetter? letter, long now)
    {
        var lane = attempt.Lane;
        Settle(lane, cursor, delivered, attempt.CountFiltered(lane.Cursor, cursor), now, letter);
    }
}
