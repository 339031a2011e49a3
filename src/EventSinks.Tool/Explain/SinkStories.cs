using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Explain;

/// <summary>Tells what became of an event at each lane of its stack, from cursors, counters, dead letters and failed attempts.</summary>
/// <param name="found">The event.</param>
/// <param name="letters">The dead letters of its stack.</param>
/// <param name="attempts">The failed attempts of its stack's lanes.</param>
/// <param name="bindings">The declarations as they are now.</param>
internal sealed class SinkStories(
    FoundEvent found, IReadOnlyList<DeadLetter> letters, IReadOnlyList<FailedAttempt> attempts, StoredBindings bindings)
{
    /// <summary>Tells them, those of replays behind the others.</summary>
    public IReadOnlyList<SinkStory> Tell() =>
        [.. found.Stack.Lanes.OrderBy(static lane => lane.Key.Replay > 0).Where(Concerns).Select(Tell)];

    // A replay tells something of the events that it covers only.
    private bool Concerns(StoredLane lane) =>
        lane.Key.Replay == 0
        || (lane.Start < found.Sequence && found.Sequence <= (lane.End ?? found.Stack.Head)
            && (lane.Source is LaneSource.Events || letters.Any(letter => letter.Lane == lane.Key.Base && letter.Sequence == found.Sequence)));

    private SinkStory Tell(StoredLane lane)
    {
        var named = NamedLane.Of(lane);
        var status = StackDeliveryStatus.Of(found.Stack with { Lanes = [lane] }).Sinks[0];
        var (binding, problem) = bindings.Find(lane);
        bool? wanted = found.Event is { } e ? binding?.Wants(found.Stack.Stack, e) : null;
        var (fate, text) = FateOf(lane, status, wanted);
        return new SinkStory(
            named.Key,
            named.Name,
            status.State,
            lane.Cursor,
            fate,
            text,
            wanted,
            wanted is null ? problem ?? "nothing is left of the event" : null,
            [.. attempts.Where(attempt => attempt.Lane == lane.Key && attempt.FirstSequence <= found.Sequence && found.Sequence <= attempt.LastSequence).Select(AttemptView.Of)]);
    }

    private (EventFate Fate, string Text) FateOf(StoredLane lane, SinkDeliveryStatus status, bool? wanted)
    {
        if (found.Sequence <= lane.Start)
        {
            return (EventFate.TooEarly, $"recorded before the sink was declared: it takes events from {lane.Start + 1} on");
        }

        if (found.Sequence > lane.End)
        {
            return (EventFate.TooLate, $"recorded when the sink was no longer declared: its last event is {lane.End}");
        }

        if (found.Sequence > lane.Cursor)
        {
            return (EventFate.Pending, PendingText(lane, status));
        }

        // A letter stands under the declared lane, whichever gave the event up. A replay of letters takes away those that arrive this time.
        var letter = LettersOf(lane).LastOrDefault(letter => letter.Sequence == found.Sequence);
        return letter is not null && lane.Counters.DeadLettered > 0 && (lane.Key.Replay == 0 || lane.Source is LaneSource.DeadLetters)
            ? (EventFate.DeadLettered, LetterText(letter))
            : SettledFate(lane, wanted, letter);
    }

    private IEnumerable<DeadLetter> LettersOf(StoredLane lane) =>
        letters.Where(letter => letter.Lane == lane.Key.Base && lane.Start < letter.Sequence && letter.Sequence <= lane.Cursor);

    private string PendingText(StoredLane lane, SinkDeliveryStatus status)
    {
        var before = found.Sequence - lane.Cursor - 1;
        var place = before == 0 ? "pending, the next to be delivered" : $"pending behind {Words.Count(before, "other event")}";
        var why = lane.PausedAt is { } paused ? $"paused since {Times.Text(paused)}"
            : status.LastError is { } error && status.State is not (LaneState.Healthy or LaneState.CatchingUp or LaneState.Closing) ? $"{status.State}: {error}"
            : null;
        return why is null ? place : $"{place}; {why}";
    }

    private static string LetterText(DeadLetter letter) => letter.Attempts == 0
        ? $"given up at {Times.Text(letter.GivenUpAt)} without an attempt: {letter.Reason}"
        : $"given up at {Times.Text(letter.GivenUpAt)} after {Words.Count(letter.Attempts, "attempt")} since {Times.Text(letter.FirstAttemptAt)}: {letter.Reason}";

    // The store keeps numbers of what a lane has settled, not a word on each event: what they leave open is said to be open.
    private (EventFate Fate, string Text) SettledFate(StoredLane lane, bool? wanted, DeadLetter? letter)
    {
        var counters = lane.Counters;
        if (wanted is false && counters.Filtered > 0)
        {
            return (EventFate.Filtered, "not wanted by the declaration");
        }

        List<string> open = counters.Delivered > 0 ? ["delivered"] : [];
        if (counters.Filtered > 0 && wanted is null)
        {
            open.Add($"one of the {counters.Filtered} that the declaration did not want");
        }

        if (counters.Dropped > 0)
        {
            open.Add($"one of the {counters.Dropped} dropped");
        }

        var gone = counters.DeadLettered - LettersOf(lane).Count();
        if (letter is not null && counters.DeadLettered > 0)
        {
            open.Add(LetterText(letter));
        }
        else if (gone > 0)
        {
            open.Add(LettersOf(lane).FirstOrDefault(each => each.EventId == Guid.Empty && each.Sequence > found.Sequence) is { } rest
                ? $"given up together with others at {Times.Text(rest.GivenUpAt)}: {rest.Reason}"
                : $"one of the {gone} given up whose dead letters are gone or have been replayed");
        }

        return open is [var one] && counters.DeadLettered == counters.Settled ? (EventFate.DeadLettered, one)
            : open is ["delivered"] or [] ? (EventFate.Delivered, "delivered") : (EventFate.Settled, string.Join(", or ", open));
    }
}
