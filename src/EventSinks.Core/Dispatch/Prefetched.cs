namespace EventSinks.Dispatch;

/// <summary>What a lane has read from the store and not yet settled. Owned by the worker.</summary>
internal struct Prefetched(IReadOnlyList<RecordedEvent> events)
{
    private IReadOnlyList<RecordedEvent>? _events = events;
    private int _next;

    public readonly bool IsEmpty => _events is null || _next >= _events.Count;

    /// <summary>Drops what is settled.</summary>
    /// <param name="cursor">The lane's cursor.</param>
    /// <returns>Whether anything is left.</returns>
    public bool DropThrough(long cursor)
    {
        while (!IsEmpty && _events![_next].Sequence <= cursor)
        {
            _next++;
        }

        if (IsEmpty)
        {
            _events = null;
        }

        return !IsEmpty;
    }

    public readonly bool StartsAfter(long sequence) => !IsEmpty && _events![_next].Sequence > sequence;

    /// <summary>Copies the next events; they stay until they are settled.</summary>
    /// <param name="maxEvents">The most events.</param>
    /// <param name="through">The last sequence wanted.</param>
    /// <returns>The events.</returns>
    public readonly RecordedEvent[] Peek(int maxEvents, long through)
    {
        var batch = new RecordedEvent[Math.Min(maxEvents, _events!.Count - _next)];
        var count = 0;
        while (count < batch.Length && _events[_next + count].Sequence <= through)
        {
            batch[count] = _events[_next + count];
            count++;
        }

        return count == batch.Length ? batch : batch[..count];
    }
}
