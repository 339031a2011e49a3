namespace EventSinks.Storage;

/// <summary>What anybody may read of a store, also while another process delivers from it. Thread-safe.</summary>
/// <remarks>Every member throws <see cref="EventStoreException"/>, and nothing else, when the store cannot do its work.</remarks>
public interface IEventStoreReader
{
    /// <summary>Lists the stacks that are open, or closed with something left to settle; those with something pending first.</summary>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stacks.</returns>
    IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds one stack.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stack, also one of which only events are left; null if the store does not know it.</returns>
    ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default);

    /// <summary>Lists events as Heat's event list does: filtered, sorted, after a marker, no more than a limit.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The events that the store has kept.</returns>
    IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists the dead letters of a stack, oldest first.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The dead letters that the store has kept.</returns>
    IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default);

    /// <summary>Lists the last failed attempts of a stack's lanes, oldest first: at most <see cref="FailedAttempt.KeptPerLane"/> for each.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The attempts that the store has kept.</returns>
    IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default);
}
