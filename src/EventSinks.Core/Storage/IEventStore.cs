namespace EventSinks.Storage;

/// <summary>
/// Where events, lanes and cursors live. Delivery is as reliable as the store: what it has recorded is delivered or accounted for.
/// Thread-safe.
/// </summary>
/// <remarks>Every member throws <see cref="EventStoreException"/>, and nothing else, when the store cannot do its work.</remarks>
public interface IEventStore : IAsyncDisposable
{
    /// <summary>
    /// Opens a stack, or changes its declarations and lanes, in one step: a lane that is new starts at the stack's head; one that is no
    /// longer named takes nothing recorded from now on; one that is named again goes on at its cursor.
    /// </summary>
    /// <param name="registration">The stack, its declarations and its lanes.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stack's log, and all lanes that have something left to do.</returns>
    ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken);

    /// <summary>
    /// Takes no more events of a stack: each of its lanes ends at the head. What is recorded stays until its lanes have settled it.
    /// </summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stack's head; 0 for a stack that the store does not know.</returns>
    ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken);

    /// <summary>Forgets the lanes of a closed stack, once they have all settled.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>When it is done.</returns>
    ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken);

    /// <summary>Moves cursors, adds to counters and keeps dead letters, all in one transaction.</summary>
    /// <param name="settlements">What came of deliveries; at most one for each lane.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>When it is committed.</returns>
    ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken);

    /// <summary>Lists the dead letters of a stack, oldest first.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The dead letters that the store has kept.</returns>
    IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken);
}
