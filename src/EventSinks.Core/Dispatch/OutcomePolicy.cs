using EventSinks.Observing;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>What follows for a lane from the end of an attempt: cursor, dead letters, suspension, the time of the next. Owned by the worker.</summary>
internal sealed class OutcomePolicy(
    DispatchOptions options, Random random, CommitQueue commits, ILogger logger, DeliveryMetrics? metrics = null)
{
    // One line a lane and minute is enough to know of what comes in numbers: drops, and events that become too old.
    private static readonly long LogInterval = TimeSpan.TicksPerMinute;

    /// <summary>Why an attempt has failed whose events were not ready for the sink in time.</summary>
    public static string PreparationReason(DispatchOptions options) =>
        $"the events were not ready for the sink within {options.AttemptTimeout.TotalSeconds:0.###} s: the engine's redactor takes long";

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
            lane.EndFailures();
        }

        switch (result.Outcome)
        {
            case DeliveryOutcome.Delivered:
                return null;
            case DeliveryOutcome.Rejected when delivered < ended.Offered:
                NoteFailure(attempt, ended, delivered, result.Outcome, result.Reason!, now);
                Refuse(attempt, ended, delivered, now);
                return null;
            case DeliveryOutcome.Suspended:
                NoteFailure(attempt, ended, delivered, result.Outcome, result.Reason!, now);
                lane.Misconfigure(result.Reason!, now);
                DispatchLog.LaneSuspended(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, result.Reason!);
                return null;
            default:
                return Fail(attempt, ended, delivered, timedOut, now);
        }
    }

    /// <summary>Shows in the status that an attempt has outlived its time.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="isPreparing">Whether its sink has not been called yet.</param>
    /// <param name="now">The time.</param>
    public void NoteTimeout(Lane lane, bool isPreparing, long now) =>
        NoteError(lane, isPreparing ? PreparationReason(options) : TimeoutReason(options), now);

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
        var settled = Count(lane, lane.Settle(cursor, delivered, filtered, letter));
        if (settled.Dropped > 0 && !(now - lane.DropLoggedAt < LogInterval))
        {
            lane.DropLoggedAt = now;
            DispatchLog.EventsDropped(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, lane.Counters.Dropped);
        }
    }

    /// <summary>Settles what is next on a lane and is not sent: not wanted, or too old by now.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="selection">What was selected.</param>
    /// <param name="now">The time.</param>
    public void SettleUnsent(Lane lane, BatchSelection selection, long now)
    {
        foreach (var recorded in selection.Wanted)
        {
            var (attempts, firstAt) = lane.TriedInVain(recorded.Sequence);
            var reason = $"older than max_age {AgeText.Of(lane.Binding.MaxAge!.Value)}{(attempts > 0 ? $": {lane.LastError}" : "")}";
            var letter = Letter(lane, lane.Binding.View, recorded, reason, attempts, firstAt ?? Time(now), now);
            lane.TooOld++;
            Settle(lane, recorded.Sequence, 0, Between(lane.Cursor, recorded.Sequence), now, letter);
        }

        if (selection.AreTooOld)
        {
            // Letters weigh as much as a batch that was sent: a lane that gives up a day's events does so at the pace of the store.
            lane.Uncommitted!.Batches++;
            if (!(now - lane.TooOldLoggedAt < LogInterval))
            {
                lane.TooOldLoggedAt = now;
                DispatchLog.EventsTooOld(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, lane.TooOld, lane.Binding.MaxAge!.Value);
            }
        }
        else
        {
            Settle(lane, selection.Scanned[^1].Sequence, 0, selection.Scanned.Length, now);
        }

        int Between(long after, long before) => selection.Scanned.Count(e => e.Sequence > after && e.Sequence < before);
    }

    /// <summary>
    /// Gives up all that a lane has pending, into one letter: nothing could be delivered for as long as it is kept for that. One that replays
    /// gives up nothing: what it was to deliver once more stays where it is.
    /// </summary>
    /// <param name="lane">The lane; it is suspended or paused.</param>
    /// <param name="now">The time.</param>
    public void GiveUpRest(Lane lane, long now)
    {
        if (lane.IsReplay)
        {
            lane.IsAbandoned = true;
            return;
        }

        var why = lane.SuspendedBecause ?? lane.MisconfiguredBecause ?? $"paused since {lane.PausedAt:u}";
        var reason = $"{lane.Pending} event(s) up to {lane.Target} were given up: {why}";
        var firstAt = lane.TriedInVain(lane.Cursor + 1).FirstAt ?? Time(now);
        var letter = new DeadLetter(
            lane.Owner.Stack.Id, lane.Binding.Key, lane.Target, Guid.Empty, ReadOnlyMemory<byte>.Empty, reason, 1, firstAt, Time(now));
        commits.Note(lane);
        Count(lane, lane.Settle(lane.Target, 0, 0, letter, isRest: true));
        DispatchLog.EventDeadLettered(logger, Guid.Empty, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, 1, reason);
    }

    private LaneCounters Count(Lane lane, LaneCounters settled)
    {
        metrics?.Settled(lane.Binding.Key.SinkType, settled.Delivered, settled.DeadLettered, settled.Dropped, settled.Filtered);
        return settled;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private void NoteError(Lane lane, string reason, long now)
    {
        lane.LastError = reason;
        lane.LastErrorAt = Time(now);
        if (!lane.Owner.IsLost)
        {
            commits.Note(lane);
        }
    }

    // Also kept where nothing moves: people ask what was tried.
    private void NoteFailure(DeliveryAttempt attempt, AttemptResult ended, int delivered, DeliveryOutcome outcome, string reason, long now)
    {
        var lane = attempt.Lane;
        NoteError(lane, reason, now);
        var offered = ended.Offered > 0 ? ended.Offered : attempt.Events.Length;
        if (delivered < offered)
        {
            lane.Uncommitted!.Add(new FailedAttempt(
                lane.Binding.Key,
                attempt.Events[delivered].Sequence,
                attempt.Events[offered - 1].Sequence,
                Time(attempt.StartedAt),
                TimeSpan.FromTicks(Math.Max(0, now - attempt.StartedAt)),
                outcome,
                reason));
        }
    }

    private long? Fail(DeliveryAttempt attempt, AttemptResult ended, int delivered, bool timedOut, long now)
    {
        var lane = attempt.Lane;
        var result = ended.Result;
        var reason = timedOut && ended.WasStarted ? TimeoutReason(options) : result.Reason ?? "the sink gave no result";
        var outcome = timedOut || ended.IsException ? DeliveryOutcome.None : result.Outcome;
        NoteFailure(attempt, ended, delivered, outcome, reason, now);
        lane.CountFailure(ended.Offered > 0 ? attempt.Events[ended.Offered - 1].Sequence : lane.Cursor, Time(attempt.StartedAt));
        if ((ended.IsException || timedOut) && ended.Offered > 0)
        {
            lane.CountException(ended.Offered, attempt.Events[ended.Offered - 1].Sequence);
        }

        DispatchLog.AttemptFailed(logger, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, lane.FailuresInRow, timedOut ? reason : ended.LoggedReason ?? reason);
        for (var i = delivered; i < attempt.Events.Length && IsPastWindow(attempt.Events[i], lane, now); i++)
        {
            var (attempts, firstAt) = lane.TriedInVain(attempt.Events[i].Sequence);
            GiveUp(attempt, ended, i, $"not delivered within {options.RetryWindow}: {reason}", attempts, firstAt ?? Time(now), now);
        }

        // What one tenant is asked to wait is no reason for the others to wait.
        var asked = Doubling.Bounded(result.RetryAfter, options.MaxRetryAfter);

        // An open circuit decides when the endpoint is tried again, for all its lanes; a wait of the lane's own would only add to it.
        var endpoint = attempt.Queue.Endpoint;
        if (((timedOut && ended.WasStarted) || result.Outcome is DeliveryOutcome.Unavailable) && endpoint.Circuit.State is not CircuitState.Closed)
        {
            return now + asked.Ticks;
        }

        var longest = Doubling.Delay(options.RetryBaseDelay, options.RetryMaxDelay, lane.FailuresInRow - 1);
        var jittered = TimeSpan.FromTicks((long)(random.NextDouble() * longest.Ticks));
        return now + Math.Max(1, Math.Max(jittered.Ticks, asked.Ticks));
    }

    // From when the event was recorded, or its lane resumed if that was later: each event has the whole window.
    private bool IsPastWindow(in RecordedEvent recorded, Lane lane, long now) =>
        now - Math.Max(recorded.RecordedAt.UtcTicks, lane.ResumedAt) >= options.RetryWindow.Ticks;

    // Exactly the event behind those that arrived.
    private void Refuse(DeliveryAttempt attempt, AttemptResult ended, int index, long now)
    {
        var lane = attempt.Lane;
        var (attempts, firstAt) = lane.TriedInVain(attempt.Events[index].Sequence);
        GiveUp(attempt, ended, index, ended.Result.Reason!, attempts + 1, firstAt ?? Time(attempt.StartedAt), now);
        if (ended.WasStarted)
        {
            lane.EndFailures();
        }
    }

    private void GiveUp(
        DeliveryAttempt attempt, AttemptResult ended, int index, string reason, int attempts, DateTimeOffset firstAttemptAt, long now)
    {
        var lane = attempt.Lane;
        var recorded = attempt.Events[index];
        DispatchLog.EventDeadLettered(
            logger, recorded.Event.Id, lane.Binding.Key.SinkType, lane.Owner.Stack.Id, attempts, ended.ErrorType is { } type ? $"it threw {type}" : reason);
        Advance(attempt, recorded.Sequence, 0, Letter(lane, attempt.View, recorded, reason, attempts, firstAttemptAt, now), now);
    }

    private static DeadLetter Letter(
        Lane lane, EventView? view, in RecordedEvent recorded, string reason, int attempts, DateTimeOffset firstAttemptAt, long now)
    {
        var body = EncodedBody.ForLetter(view, recorded);
        return new(lane.Owner.Stack.Id, lane.Binding.Key.Base, recorded.Sequence, recorded.Event.Id, body, reason, attempts, firstAttemptAt, Time(now));
    }

    private void Advance(DeliveryAttempt attempt, long cursor, int delivered, DeadLetter? letter, long now)
    {
        var lane = attempt.Lane;
        Settle(lane, cursor, delivered, attempt.CountFiltered(lane.Cursor, cursor), now, letter);
    }
}
