namespace EventSinks.Storage;

/// <summary>
/// Where events, lanes and cursors live. Delivery is as reliable as the store: what it has recorded is delivered or accounted for.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Every member throws <see cref="EventStoreException"/>, and nothing else, when the store cannot do its work. Lanes are delivered by one
/// process at a time: whoever loads or opens a stack does so under an epoch, and settlements under an older one are refused.
/// </remarks>
public interface IEventStore : IEventStoreReader, ILaneControl, IAsyncDisposable
{
    /// <summary>Gets whether what is recorded outlives the process.</summary>
    bool IsDurable { get; }

    /// <summary>
    /// Opens a stack, or changes its declarations and lanes, in one step: a lane that is new starts at the stack's head; one that is no
    /// longer named takes nothing recorded from now on; one that is named again goes on at its cursor. Lanes that replay are left alone.
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

    /// <summary>
    /// Forgets a closed stack whose lanes have all settled, once those who closed it have been told: it is taken over no more, and its events
    /// stay until they are purged. One with a lane that has not settled everything, or that was opened again, stays as it is.
    /// </summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>When it is done.</returns>
    ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken);

    /// <summary>
    /// Moves cursors, adds to counters, keeps dead letters, failed attempts and how lanes are, all in one transaction. A dead letter takes
    /// the place of an older one of the same lane and event; what a lane that replays dead letters was asked for and has settled are dead
    /// letters no longer, unless they have been given up anew since it was asked.
    /// </summary>
    /// <param name="settlements">What came of deliveries; at most one for each lane.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>When it is committed.</returns>
    /// <exception cref="StoreTakenOverException">An epoch is over; nothing was committed.</exception>
    ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over the stacks that are open, or closed and not forgotten, even with nothing left to settle; those with something pending come first.
    /// </summary>
    /// <param name="partitions">Which part of the stacks.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stacks. Others may be opened, and settled, before all have been read.</returns>
    /// <exception cref="StacksUnreadableException">Some are damaged; all others have been given before.</exception>
    IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the stacks in which something was changed by others since this was last asked: events appended within an engine's own
    /// transaction, lanes paused, resumed or replayed, in this process or another.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The stacks as they are now.</returns>
    /// <exception cref="StacksUnreadableException">Some are damaged; all others have been given before.</exception>
    IAsyncEnumerable<LoadedStack> TakeChangesAsync(CancellationToken cancellationToken);

    /// <summary>Removes what need not be kept any longer. What a lane has yet to settle goes only if the policy says so.</summary>
    /// <param name="policy">What is kept.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <returns>What was removed.</returns>
    ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken);
}
