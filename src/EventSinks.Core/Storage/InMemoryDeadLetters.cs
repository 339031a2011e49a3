namespace EventSinks.Storage;

/// <summary>The dead letters of one stack of the in-memory store, oldest first. Not thread-safe: under its stack's lock.</summary>
internal sealed class InMemoryDeadLetters(int capacity)
{
    // Numbered as they come, so that what was written after a replay was asked for is known.
    private readonly List<(long Number, DeadLetter Letter)> _letters = [];
    private long _highest;

    public int Count => _letters.Count;

    /// <summary>Gets the number of the last letter that was written.</summary>
    public long LastNumber { get; private set; }

    public DeadLetter[] ToArray() => [.. _letters.Select(static each => each.Letter)];

    /// <summary>Takes over what a settlement says: what was replayed goes, what was given up comes, for the first time or again.</summary>
    /// <param name="lane">The lane as it was before.</param>
    /// <param name="settlement">What came of it.</param>
    public void Settle(InMemoryLane? lane, LaneSettlement settlement)
    {
        if (lane is { LastLetter: { } last, Stored: { } stored })
        {
            // Only those that it was about: one that was written since has come of another attempt, and nobody has delivered it again.
            _letters.RemoveAll(each =>
                each.Number <= last
                && each.Letter.Lane == stored.Key.Base
                && each.Letter.Body.Length > 0
                && each.Letter.Sequence > stored.Cursor
                && each.Letter.Sequence <= settlement.Cursor);
        }

        foreach (var letter in settlement.DeadLetters)
        {
            // Those that come again stand behind later ones, so the last in the list need not be the highest.
            if (letter.Sequence <= _highest)
            {
                _letters.RemoveAll(old => IsSame(old.Letter, letter));
            }

            _highest = Math.Max(_highest, letter.Sequence);
            _letters.Add((++LastNumber, letter));
        }

        _letters.RemoveRange(0, Math.Max(0, _letters.Count - capacity));
    }

    /// <summary>Reads the events of letters that have one.</summary>
    /// <param name="lane">The lane that replays them.</param>
    /// <param name="after">The cursor.</param>
    /// <param name="maxEvents">The most events.</param>
    /// <param name="maxBytes">About the most bytes.</param>
    /// <returns>The events.</returns>
    public List<RecordedEvent> Read(InMemoryLane lane, long after, int maxEvents, long maxBytes)
    {
        List<RecordedEvent> events = [];
        long bytes = 0;
        foreach (var (_, letter) in _letters
            .Where(each => each.Number <= lane.LastLetter && each.Letter.Lane == lane.Stored.Key.Base && each.Letter.Sequence > after)
            .OrderBy(static each => each.Letter.Sequence))
        {
            if (letter.ToEvent() is not { } recorded)
            {
                continue;
            }

            bytes += letter.Body.Length;
            if (events.Count == maxEvents || (bytes > maxBytes && events.Count > 0))
            {
                break;
            }

            events.Add(recorded);
        }

        return events;
    }

    /// <summary>Finds what a replay would deliver.</summary>
    /// <returns>The first and the last sequence; null if there is nothing.</returns>
    public (long First, long Last)? Find(ReplayRequest request)
    {
        var sequences = ToArray()
            .Where(letter => letter.Lane == request.Lane && letter.Body.Length > 0 && letter.Sequence >= request.FromSequence)
            .Where(letter => request.From is not { } from || letter.GivenUpAt >= from)
            .Select(static letter => letter.Sequence)
            .ToList();
        return sequences.Count == 0 ? null : (sequences.Min(), sequences.Max());
    }

    public int Purge(int max, DateTimeOffset? before)
    {
        var count = _letters.Count;
        _letters.RemoveAll(each => each.Letter.GivenUpAt < before);
        if (max > 0)
        {
            _letters.RemoveRange(0, Math.Max(0, _letters.Count - max));
        }

        return count - _letters.Count;
    }

    // The letter that stands for many events is another one than that of the last of them.
    private static bool IsSame(DeadLetter one, DeadLetter other) =>
        one.Lane == other.Lane && one.Sequence == other.Sequence && one.EventId == other.EventId;
}
