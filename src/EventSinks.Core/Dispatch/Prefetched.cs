namespace EventSinks.Dispatch;

/// <summary>
/// What a lane has read from the store and not yet settled. It is charged to the memory budget, except for what belongs to the slot that
/// its lane holds. Owned by the worker.
/// </summary>
internal struct Prefetched
{
    private readonly MemoryBudget _budget;
    private IReadOnlyList<RecordedEvent>? _events;
    private int _next;
    private long _charged;

    /// <summary>Takes over what was read.</summary>
    /// <param name="events">The events; at least one.</param>
    /// <param name="budget">What they are charged to.</param>
    /// <param name="reserved">How many bytes were taken from it for them; what they do not need is returned.</param>
    public Prefetched(IReadOnlyList<RecordedEvent> events, MemoryBudget budget, long reserved)
    {
        _events = events;
        _budget = budget;
        IsCharged = reserved > 0;
        _charged = IsCharged ? Math.Min(reserved, SizeLeft()) : 0;
        budget.Return(reserved - _charged);
    }

    public readonly bool IsEmpty => _events is null || _next >= _events.Count;

    /// <summary>Gets whether the budget knows of it: only then may it stay when its lane has no slot.</summary>
    public bool IsCharged { get; private set; }

    /// <summary>Gets how many events it holds.</summary>
    public readonly int Count => _events is null ? 0 : _events.Count - _next;

    /// <summary>Drops what is settled.</summary>
    /// <param name="cursor">The lane's cursor.</param>
    /// <returns>Whether anything is left.</returns>
    public bool DropThrough(long cursor)
    {
        while (!IsEmpty && _events![_next].Sequence <= cursor)
        {
            Return(_events[_next].Event.EstimatedSize);
            _next++;
        }

        if (IsEmpty)
        {
            Drop();
        }

        return !IsEmpty;
    }

    /// <summary>Drops everything: it is read again when it is needed.</summary>
    public void Drop()
    {
        Return(_charged);
        _events = null;
        _next = 0;
        IsCharged = false;
    }

    /// <summary>Charges what is left, if the budget has room for it.</summary>
    /// <returns>Whether it had.</returns>
    public bool TryCharge()
    {
        var size = SizeLeft();
        if (!IsCharged && _budget.TryTake(size))
        {
            _charged = size;
            IsCharged = true;
        }

        return IsCharged;
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

    private readonly long SizeLeft()
    {
        long size = 0;
        for (var i = _next; i < _events!.Count; i++)
        {
            size += _events[i].Event.EstimatedSize;
        }

        return size;
    }

    private void Return(long size)
    {
        var returned = Math.Min(size, _charged);
        _charged -= returned;
        if (returned > 0)
        {
            _budget.Return(returned);
        }
    }
}
