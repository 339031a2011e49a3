namespace EventSinks;

/// <summary>
/// What lanes have made of an event for their sinks, kept with the event, so that those that see it the same way share it and its encoded
/// body. Costs an event that everybody sees as it is no more than a reference. Thread-safe.
/// </summary>
internal struct EventVariants
{
    private Variant? _last;

    /// <summary>Finds an event as it is seen in one way.</summary>
    /// <param name="view">The way; compared by value.</param>
    /// <param name="sequence">The sequence that it was made for.</param>
    /// <returns>The event; null if nobody has kept it yet.</returns>
    public readonly StackEvent? Find(object view, long sequence)
    {
        for (var each = Volatile.Read(in _last); each is not null; each = each.Before)
        {
            if (each.Sequence == sequence && each.View.Equals(view))
            {
                return each.Event;
            }
        }

        return null;
    }

    /// <summary>Keeps an event as it is seen in one way. Of two kept at the same time one wins, for both.</summary>
    /// <param name="view">The way; compared by value.</param>
    /// <param name="sequence">The sequence that it was made for.</param>
    /// <param name="seen">The event as it is seen.</param>
    /// <returns>The one that is kept.</returns>
    public StackEvent Keep(object view, long sequence, StackEvent seen)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            if (Find(view, sequence) is { } first)
            {
                return first;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _last, new Variant(view, sequence, seen, last), last), last))
            {
                return seen;
            }
        }
    }

    private sealed record Variant(object View, long Sequence, StackEvent Event, Variant? Before);
}
