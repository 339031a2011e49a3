using System.Runtime.CompilerServices;
using EventSinks.Storage;

namespace EventSinks.Observing;

/// <summary>A store that is watched: what deliveries depend on is measured, and all else goes through. Thread-safe.</summary>
internal class ObservedEventStore(IEventStore store, Observation observation, TimeProvider clock) : IEventStore
{
    public bool IsDurable => store.IsDurable;

    /// <summary>Puts a store under watch.</summary>
    /// <param name="store">The store.</param>
    /// <param name="observation">Is told.</param>
    /// <param name="clock">What durations are measured by.</param>
    /// <returns>A store that does the same, and takes part in an engine's transactions if that one does.</returns>
    public static IEventStore Around(IEventStore store, Observation observation, TimeProvider clock) =>
        store is ITransactionalEventStore transactional
            ? new ObservedTransactionalEventStore(transactional, observation, clock)
            : new ObservedEventStore(store, observation, clock);

    public async ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        var opening = await store.OpenStackAsync(registration, cancellationToken).ConfigureAwait(false);
        return opening with { Log = Observe(opening.Log) };
    }

    public async ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            await store.SettleAsync(settlements, cancellationToken).ConfigureAwait(false);
            observation.Store.Took(StoreOperation.Settle, clock.GetElapsedTime(started), null);
            observation.Store.Committed(settlements.Count);
            observation.Watch.Succeeded(StoreOperation.Settle);
        }
        catch (EventStoreException error)
        {
            observation.Store.Took(StoreOperation.Settle, clock.GetElapsedTime(started), error.GetType().Name);
            if (error is not StoreTakenOverException)
            {
                observation.Watch.Failed(StoreOperation.Settle, error);
            }

            throw;
        }
    }

    public async IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var loaded in store.LoadAsync(partitions, cancellationToken).ConfigureAwait(false))
        {
            yield return loaded with { Log = Observe(loaded.Log) };
        }
    }

    public async IAsyncEnumerable<LoadedStack> TakeChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var loaded in store.TakeChangesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return loaded with { Log = Observe(loaded.Log) };
        }
    }

    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) => store.CloseStackAsync(stackId, cancellationToken);

    public ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken) => store.RemoveStackAsync(stackId, cancellationToken);

    public ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken) => store.PurgeAsync(policy, cancellationToken);

    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) => store.ReadStacksAsync(cancellationToken);

    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) => store.FindStackAsync(stackId, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        store.ReadDeadLettersAsync(stackId, cancellationToken);

    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        store.ReadFailedAttemptsAsync(stackId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default) =>
        store.SetPausedAsync(stackId, lane, paused, cancellationToken);

    public ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default) => store.ReplayAsync(request, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private ObservedStackLog Observe(IStackLog log) => new(log, observation, clock);
}
