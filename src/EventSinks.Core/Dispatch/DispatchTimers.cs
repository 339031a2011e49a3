namespace EventSinks.Dispatch;

/// <summary>Everything that the worker waits for. Times are UTC ticks. Owned by the worker.</summary>
internal sealed class DispatchTimers(DispatchOptions options)
{
    // An entry may be out of date by the time it is due; whoever takes it compares it with what it is about.
    private readonly PriorityQueue<object, long> _wakes = new();

    /// <summary>Gets the attempts and disposals that may not go on for ever.</summary>
    public DueList Deadlines { get; } = new(options.AttemptTimeout);

    /// <summary>Gets the attempts that may turn out to block.</summary>
    public DueList Watches { get; } = new(options.BlockingThreshold);

    /// <summary>Gets the lanes whose sink may be disposed.</summary>
    public DueList Idle { get; } = new(options.SinkIdleTime);

    public long NextDue
    {
        get
        {
            var next = Math.Min(Deadlines.NextDue, Math.Min(Watches.NextDue, Idle.NextDue));
            return _wakes.TryPeek(out _, out var wake) ? Math.Min(next, wake) : next;
        }
    }

    /// <summary>Asks for something to be looked at again at a time.</summary>
    /// <param name="item">A lane, an endpoint, or whatever the worker knows what to do with.</param>
    /// <param name="due">When.</param>
    public void WakeAt(object item, long due) => _wakes.Enqueue(item, due);

    public object? TakeWake(long now)
    {
        if (!_wakes.TryPeek(out var item, out var due) || due > now)
        {
            return null;
        }

        _wakes.Dequeue();
        return item;
    }
}
