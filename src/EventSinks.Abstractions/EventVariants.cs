namespace EventSinks;

/// <summary>
/// What lanes have made of an event for their sinks, kept with the event, so that those that see it the same way share it and its encoded
/// body; or why nothing could be made of it. Costs an event that everybody sees as it is no more than a reference. Thread-safe.
/// </summary>
internal struct EventVariants
{
    /// <summary>The sequence of what is the same whatever sequence the event has.</summary>
    public const long AnySequence = 0;

    /// <summary>How many variants of certain sequences are kept: more than one only for an event that was published more than once.</summary>
    public const int MaxOfSequences = 8;

    // Replaced as a whole.
    private Variant[]? _kept;

    /// <summary>Gets how many are kept.</summary>
    public readonly int Count => Volatile.Read(in _kept)?.Length ?? 0;

    /// <summary>Finds what was made of the event in one way.</summary>
    /// <param name="view">The way; compared by value.</param>
    /// <param name="sequence">The sequence that it was made for, or <see cref="AnySequence"/>.</param>
    /// <returns>The event as it is seen, or the failure; null if nothing is kept.</returns>
    public readonly object? Find(object view, long sequence) => Find(Volatile.Read(in _kept), view, sequence);

    /// <summary>Keeps what was made of the event in one way. Of two kept at the same time one wins, for both.</summary>
    /// <param name="view">The way; compared by value.</param>
    /// <param name="sequence">The sequence that it was made for, or <see cref="AnySequence"/>.</param>
    /// <param name="seen">The event as it is seen, or the failure.</param>
    /// <returns>The one that is kept.</returns>
    public object Keep(object view, long sequence, object seen)
    {
        while (true)
        {
            var kept = Volatile.Read(ref _kept);
            if (Find(kept, view, sequence) is { } first)
            {
                return first;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _kept, Add(kept ?? [], new(view, sequence, seen)), kept), kept))
            {
                return seen;
            }
        }
    }

    private static object? Find(Variant[]? kept, object view, long sequence)
    {
        foreach (var each in kept ?? [])
        {
            if (each.Sequence == sequence && each.View.Equals(view))
            {
                return each.Seen;
            }
        }

        return null;
    }

    private static Variant[] Add(Variant[] kept, Variant added)
    {
        var isFull = added.Sequence != AnySequence && kept.Count(static each => each.Sequence != AnySequence) >= MaxOfSequences;
        var oldest = isFull ? Array.FindIndex(kept, static each => each.Sequence != AnySequence) : -1;
        return [.. kept.Where((_, index) => index != oldest), added];
    }

    private sealed record Variant(object View, long Sequence, object Seen);
}
