namespace EventSinks.Storage;

/// <summary>What a store keeps of what has been settled, and how long. Immutable.</summary>
public sealed record PurgePolicy
{
    /// <summary>Gets how many settled events of a stack are kept; 0 for all.</summary>
    /// <value>The default is 1,000, as Heat's <c>max_events_per_stack</c>.</value>
    public int MaxEventsPerStack { get; init; } = 1_000;

    /// <summary>Gets for how long settled events are kept; null for ever.</summary>
    /// <value>The default is null.</value>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Gets for how long events of stacks that are closed and have settled everything are kept; null for ever.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan? MaxAgeOfClosed { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Gets for how long events are kept that some lane has yet to settle; null until it has. A lane whose events are taken away counts them
    /// as dropped.
    /// </summary>
    /// <value>The default is null.</value>
    public TimeSpan? MaxPendingAge { get; init; }

    /// <summary>Gets how many dead letters of a stack are kept; 0 for all.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxDeadLettersPerStack { get; init; } = 1_000;

    /// <summary>Gets for how long dead letters are kept; null for ever.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan? MaxDeadLetterAge { get; init; } = TimeSpan.FromDays(30);

    internal IEnumerable<string> Validate()
    {
        foreach (var (name, value) in new[] { (nameof(MaxEventsPerStack), MaxEventsPerStack), (nameof(MaxDeadLettersPerStack), MaxDeadLettersPerStack) })
        {
            if (value < 0)
            {
                yield return $"{name} is 0 or more, but is {value}.";
            }
        }

        foreach (var (name, value) in new[]
        {
            (nameof(MaxAge), MaxAge),
            (nameof(MaxAgeOfClosed), MaxAgeOfClosed),
            (nameof(MaxPendingAge), MaxPendingAge),
            (nameof(MaxDeadLetterAge), MaxDeadLetterAge),
        })
        {
            if (value <= TimeSpan.Zero)
            {
                yield return $"{name} is longer than zero, or null for ever, but is {value}.";
            }
        }
    }
}
