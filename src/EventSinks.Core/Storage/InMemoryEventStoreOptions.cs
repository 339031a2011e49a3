namespace EventSinks.Storage;

/// <summary>How much the in-memory store keeps.</summary>
public sealed record InMemoryEventStoreOptions
{
    /// <summary>Gets the most events of one stack that are recorded and not settled; at least 1.</summary>
    /// <value>The default is 10,000.</value>
    public int MaxEventsPerStack { get; init; } = 10_000;

    /// <summary>Gets about the most bytes of one stack that are recorded and not settled; at least 1.</summary>
    /// <value>The default is 16 MiB.</value>
    public long MaxBytesPerStack { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets what happens beyond these.</summary>
    /// <value>The default is <see cref="Overflow.DropOldest"/>.</value>
    public Overflow Overflow { get; init; } = Overflow.DropOldest;

    /// <summary>Gets the most dead letters kept for one stack; the oldest go first. 0 or more.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxDeadLettersPerStack { get; init; } = 1_000;

    /// <summary>Gets the most events of one stack that are kept once they are settled, to be listed and replayed; the oldest go first. 0 or more.</summary>
    /// <value>The default is 0: what is settled is let go of at once.</value>
    public int KeepSettledEventsPerStack { get; init; }

    internal IEnumerable<string> Validate()
    {
        if (MaxEventsPerStack < 1)
        {
            yield return $"{nameof(MaxEventsPerStack)} is at least 1, but is {MaxEventsPerStack}.";
        }

        if (MaxBytesPerStack < 1)
        {
            yield return $"{nameof(MaxBytesPerStack)} is at least 1, but is {MaxBytesPerStack}.";
        }

        if (KeepSettledEventsPerStack < 0)
        {
            yield return $"{nameof(KeepSettledEventsPerStack)} is 0 or more, but is {KeepSettledEventsPerStack}.";
        }

        if (MaxDeadLettersPerStack < 0)
        {
            yield return $"{nameof(MaxDeadLettersPerStack)} is 0 or more, but is {MaxDeadLettersPerStack}.";
        }
    }
}
