using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EventSinks.Storage;

/// <summary>
/// Keeps events until every lane has settled them, in this process only: what was not delivered is lost with it. No lock is shared between
/// stacks. Thread-safe.
/// </summary>
public sealed class InMemoryEventStore : IEventStore
{
    private readonly ConcurrentDictionary<string, InMemoryStackLog> _stacks = new(StringComparer.Ordinal);

    // Stacks that people have changed something about, since the dispatcher last asked.
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);
    private readonly InMemoryEventStoreOptions _options;
    private readonly TimeProvider _clock;
    private long _epoch;

    /// <summary>Makes an empty store.</summary>
    /// <param name="options">How much it keeps.</param>
    /// <param name="clock">Gives the times of recording; the system's clock if left out.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names them all.</exception>
    public InMemoryEventStore(InMemoryEventStoreOptions? options = null, TimeProvider? clock = null)
    {
        _options = options ?? new InMemoryEventStoreOptions();
        _clock = clock ?? TimeProvider.System;
        var wrong = string.Join(' ', _options.Validate());
        if (wrong.Length > 0)
        {
            throw new ArgumentException(wrong, nameof(options));
        }
    }

    /// <inheritdoc />
    public bool IsDurable => false;

    /// <inheritdoc />
    public ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var log = _stacks.GetOrAdd(
            registration.Stack.Id, static (_, arg) => new InMemoryStackLog(arg.Stack, arg.Self._options, arg.Self._clock), (registration.Stack, Self: this));
        return ValueTask.FromResult(log.Open(registration, Volatile.Read(ref _epoch)));
    }

    /// <inheritdoc />
    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_stacks.TryGetValue(stackId, out var log) ? log.Close() : 0);

    /// <inheritdoc />
    public ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken)
    {
        // One whose events are kept stays until they are purged.
        if (_stacks.TryGetValue(stackId, out var log) && log.TryForget() && _options.KeepSettledEventsPerStack == 0)
        {
            _stacks.TryRemove(KeyValuePair.Create(stackId, log));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        var epoch = Volatile.Read(ref _epoch);
        for (var i = 0; i < settlements.Count; i++)
        {
            if (settlements[i].Epoch != epoch)
            {
                return ValueTask.FromException(new StoreTakenOverException(
                    $"Stack {settlements[i].StackId} was settled under epoch {settlements[i].Epoch}; it is epoch {epoch} by now."));
            }
        }

        for (var i = 0; i < settlements.Count; i++)
        {
            if (_stacks.TryGetValue(settlements[i].StackId, out var log))
            {
                log.Settle(settlements[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        var live = _stacks.Where(static each => !each.Value.IsForgotten).Select(static each => each.Key);
        return LoadStacksAsync(live.Where(id => partitions.Contains(PartitionSet.PartitionOf(id))), cancellationToken)
            .OrderByDescending(static stack => HasPending(stack.Stored));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<LoadedStack> TakeChangesAsync(CancellationToken cancellationToken) =>
        LoadStacksAsync(_changed.Keys.Where(id => _changed.TryRemove(id, out _)), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) =>
        LoadAsync(PartitionSet.All, cancellationToken).Select(static stack => stack.Stored).Where(IsLive);

    /// <inheritdoc />
    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_stacks.TryGetValue(stackId, out var log) ? log.ToStored() : null);

    /// <inheritdoc />
    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync(InMemoryQuery.Run(query, _stacks.Values), cancellationToken);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        ListAsync(_stacks.TryGetValue(stackId, out var log) ? log.DeadLetters() : [], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        ListAsync(_stacks.TryGetValue(stackId, out var log) ? log.FailedAttempts() : [], cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default)
    {
        if (!_stacks.TryGetValue(stackId, out var log))
        {
            return ValueTask.FromResult<IReadOnlyList<StoredLane>>([]);
        }

        var lanes = log.SetPaused(lane, paused);
        _changed[stackId] = true;
        return ValueTask.FromResult(lanes);
    }

    /// <inheritdoc />
    public ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var lane = _stacks.TryGetValue(request.StackId, out var log) ? log.Replay(request) : null;
        if (lane is not null)
        {
            _changed[request.StackId] = true;
        }

        return ValueTask.FromResult(lane);
    }

    /// <inheritdoc />
    public ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var now = _clock.GetUtcNow();
        var all = default(PurgeReport);
        foreach (var (id, log) in _stacks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = log.Purge(policy, now);
            var removed = report.Stacks > 0 && _stacks.TryRemove(KeyValuePair.Create(id, log)) ? 1 : 0;
            all = new(all.Events + report.Events, all.PendingEvents + report.PendingEvents, all.DeadLetters + report.DeadLetters, all.Stacks + removed);
        }

        return ValueTask.FromResult(all);
    }

    /// <summary>Ends the waits of publishers; they get an <see cref="EventStoreException"/>.</summary>
    /// <returns>When it is done.</returns>
    public ValueTask DisposeAsync()
    {
        foreach (var log in _stacks.Values)
        {
            log.Close();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Whoever delivers from here on does so instead of those who did before: their settlements are refused.</summary>
    internal void TakeOver() => Interlocked.Increment(ref _epoch);

    private static bool IsLive(StoredStack stack) => !stack.IsClosed || stack.Lanes.Count > 0;

    private static bool HasPending(StoredStack stack) => stack.Lanes.Any(lane => lane.Cursor < (lane.End ?? stack.Head));

    private static async IAsyncEnumerable<T> ListAsync<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    private IAsyncEnumerable<LoadedStack> LoadStacksAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => ListAsync(
        ids.Select(_stacks.GetValueOrDefault)
            .OfType<InMemoryStackLog>()
            .Select(log => new LoadedStack(log.ToStored(), log, Volatile.Read(ref _epoch))),
        cancellationToken);
}
