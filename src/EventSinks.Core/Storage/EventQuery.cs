namespace EventSinks.Storage;

/// <summary>
/// Which events to list, and how: what Heat's event list can ask for (filters, <c>marker</c>, <c>limit</c>, <c>sort_keys</c>,
/// <c>sort_dir</c>, <c>nested_depth</c>), and a span of time. An empty filter lets everything through; several values of one filter are
/// alternatives. Immutable.
/// </summary>
public sealed record EventQuery
{
    /// <summary>Gets the stack; null for all.</summary>
    public string? StackId { get; init; }

    /// <summary>Gets whether the stacks nested in <see cref="StackId"/>, however deep, are meant too. Without effect if that is no root.</summary>
    public bool IncludesNested { get; init; }

    /// <summary>Gets an event by its id; null for all.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Gets the resource names.</summary>
    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    /// <summary>Gets the resource types.</summary>
    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>Gets the actions, for instance <c>CREATE</c>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Gets the statuses, for instance <c>COMPLETE</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Gets the least sequence.</summary>
    public long? FromSequence { get; init; }

    /// <summary>Gets from when on events were recorded.</summary>
    public DateTimeOffset? RecordedFrom { get; init; }

    /// <summary>Gets before when events were recorded.</summary>
    public DateTimeOffset? RecordedBefore { get; init; }

    /// <summary>Gets the id of the event after which to go on, in the order asked for. One that is not known is not heeded, as in Heat.</summary>
    public Guid? Marker { get; init; }

    /// <summary>
    /// Gets the event after which to go on, for those who have seen it: unlike <see cref="Marker"/>, which it takes the place of, it is always
    /// a single one. One that is not known, or of other stacks than those asked for, is not heeded.
    /// </summary>
    public RecordedPlace? After { get; init; }

    /// <summary>Gets the most events; null for all. 0 or more.</summary>
    public int? Limit { get; init; }

    /// <summary>Gets what to sort by. Equals come in the order of recording.</summary>
    public EventSort Sort { get; init; }

    /// <summary>Gets whether the last comes first, ties included.</summary>
    public bool IsDescending { get; init; }
}
