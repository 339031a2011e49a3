using System.Runtime.CompilerServices;
using EventSinks.Storage;

namespace EventSinks.Support;

/// <summary>A store in memory that outlives the engines that use it: what a database is to processes.</summary>
internal sealed class SurvivingStore(TimeProvider? clock = null) : IEventStore
{
    private readonly InMemoryEventStore _inner = new(new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 1_000 }, clock);

    public bool IsDurable => true;

    /// <summary>Gets or sets what happens instead of a load, a look for changes, a purge or forgetting a stack; null for what is asked for.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets or sets what a load waits for between seeing the stacks and giving them; null for nothing.</summary>
    public Func<Task>? AfterLoading { get; set; }

    /// <summary>Gets what ends when a load has failed.</summary>
    public TaskCompletionSource LoadFailed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets or sets what a load ends with; null for well.</summary>
    public Exception? FailureAfterLoading { get; set; }

    public ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken) =>
        _inner.OpenStackAsync(registration, cancellationToken);

    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) => _inner.CloseStackAsync(stackId, cancellationToken);

    public ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken) =>
        Failure is null ? _inner.RemoveStackAsync(stackId, cancellationToken) : throw Failure;

    public ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken) =>
        _inner.SettleAsync(settlements, cancellationToken);

    public async IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            LoadFailed.TrySetResult();
            throw failure;
        }

        var seen = await _inner.LoadAsync(partitions, cancellationToken).ToListAsync(cancellationToken);
        if (AfterLoading is { } wait)
        {
            await wait();
        }

        foreach (var stack in seen)
        {
            yield return stack;
        }

        if (FailureAfterLoading is not null)
        {
            throw FailureAfterLoading;
        }
    }

    public IAsyncEnumerable<LoadedStack> TakeChangesAsync(CancellationToken cancellationToken) =>
        Failure is null ? _inner.TakeChangesAsync(cancellationToken) : throw Failure;

    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) => _inner.ReadStacksAsync(cancellationToken);

    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        _inner.FindStackAsync(stackId, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _inner.QueryAsync(query, cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        _inner.ReadDeadLettersAsync(stackId, cancellationToken);

    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        _inner.ReadFailedAttemptsAsync(stackId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(
        string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default) =>
        _inner.SetPausedAsync(stackId, lane, paused, cancellationToken);

    public ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default) =>
        _inner.ReplayAsync(request, cancellationToken);

    public ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken) =>
        Failure is null ? _inner.PurgeAsync(policy, cancellationToken) : throw Failure;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
