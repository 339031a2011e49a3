namespace EventSinks.Storage;

/// <summary>The dead letters of one stack of the in-memory store, oldest first. Not thread-safe: under its stack's lock.</summary>
internal sealed class InMemoryDeadLetters(int capacity)
{
    private readonly List<DeadLetter> _letters = [];
    private long _highest;

    public int Count => _letters.Count;

    public DeadLetter[] ToArray() => [.. _letters];

    /// <summary>Takes over what a settlement says: what was replayed goes, what was given up comes, for the first time or again.</summary>
    /// <param name="lane">The lane as it was before.</param>
    /// <param name="settlement">What came of it.</param>
    public void Settle(StoredLane? lane, LaneSettlement settlement)
    {
        if (lane is { Source: LaneSource.DeadLetters })
        {
            var replayed = lane.Key.Base;
            _letters.RemoveAll(letter =>
                letter.Lane == replayed && letter.Body.Length > 0 && letter.Sequence > lane.Cursor && letter.Sequence <= settlement.Cursor);
        }

        foreach (var letter in settlement.DeadLetters)
        {
            // Those that come again stand behind later ones, so the last in the list need not be the highest.
            if (letter.Sequence <= _highest)
            {
                _letters.RemoveAll(old => old.Lane == letter.Lane && old.Sequence == letter.Sequence);
            }

            _highest = Math.Max(_highest, letter.Sequence);
            _letters.Add(letter);
        }

        _letters.RemoveRange(0, Math.Max(0, _letters.Count - capacity));
    }

    /// <summary>Reads the events of letters that have one.</summary>
    public List<RecordedEvent> Read(LaneKey lane, long after, int maxEvents, long maxBytes)
    {
        List<RecordedEvent> events = [];
        long bytes = 0;
        foreach (var letter in _letters.Where(letter => letter.Lane == lane && letter.Sequence > after).OrderBy(static letter => letter.Sequence))
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
        var sequences = _letters
            .Where(letter => letter.Lane == request.Lane && letter.Body.Length > 0 && letter.Sequence >= request.FromSequence)
            .Where(letter => request.From is not { } from || letter.GivenUpAt >= from)
            .Select(static letter => letter.Sequence)
            .ToList();
        return sequences.Count == 0 ? null : (sequences.Min(), sequences.Max());
    }

    public int Purge(int max, DateTimeOffset? before)
    {
        var count = _letters.Count;
        _letters.RemoveAll(letter => letter.GivenUpAt < before);
        if (max > 0)
        {
            _letters.RemoveRange(0, Math.Max(0, _letters.Count - max));
        }

        return count - _letters.Count;
    }
}
