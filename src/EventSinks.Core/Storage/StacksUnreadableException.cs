namespace EventSinks.Storage;

/// <summary>Some stacks cannot be read, for good, while the store does its work for all the others: what is kept of them is damaged.</summary>
public sealed class StacksUnreadableException : EventStoreException
{
    /// <summary>Says which stacks cannot be read.</summary>
    /// <param name="stackIds">Their ids.</param>
    /// <param name="innerException">What was wrong with the first of them.</param>
    public StacksUnreadableException(IReadOnlyList<string> stackIds, Exception innerException)
        : base($"{stackIds?.Count} stack(s) cannot be read: {string.Join(", ", stackIds ?? [])}. {innerException?.Message}", innerException) =>
        StackIds = stackIds ?? [];

    /// <summary>Gets the ids of the stacks.</summary>
    public IReadOnlyList<string> StackIds { get; }
}
