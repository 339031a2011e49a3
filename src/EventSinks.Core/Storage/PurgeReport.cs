namespace EventSinks.Storage;

/// <summary>What a purge has removed.</summary>
/// <param name="Events">Events that every lane had settled.</param>
/// <param name="PendingEvents">Events that some lane had yet to settle.</param>
/// <param name="DeadLetters">Dead letters.</param>
/// <param name="Stacks">Closed stacks of which nothing was left.</param>
public readonly record struct PurgeReport(long Events, long PendingEvents, long DeadLetters, int Stacks)
{
    /// <summary>Gets whether there was nothing to remove.</summary>
    public bool IsEmpty => this == default;
}
