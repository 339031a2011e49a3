using EventSinks.Storage;

namespace EventSinks.Testing.Hosting;

/// <summary>A store in memory that fails when a test says so, and keeps what has been settled. Thread-safe.</summary>
/// <param name="clock">Gives the times of recording; the system's clock if left out.</param>
public sealed class FaultyEventStore(TimeProvider? clock = null) : IEventStore
{
    private readonly InMemoryEventStore _inner = new(new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 10_000 }, clock);
    private volatile EventStoreException? _failure;

    /// <summary>Gets or sets what every use of the store comes to; null for what was asked for.</summary>
    /// <value>The default is null.</value>
    public EventStoreException? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    /// <inheritdoc />
    public bool IsDurable => _inner.IsDurable;

    /// <inheritdoc />
    public async ValueTask<StackOpening> OpenStackAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        var opening = await _inner.OpenStackAsync(registration, cancellationToken).ConfigureAwait(false);
        return opening with { Log = new FaultyStackLog(opening.Log, ThrowIfFailing) };
    }

    /// <inheritdoc />
    public ValueTask<long> CloseStackAsync(string stackId, CancellationToken cancellationToken) => Healthy().CloseStackAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public ValueTask RemoveStackAsync(string stackId, CancellationToken cancellationToken) => Healthy().RemoveStackAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken) =>
        Healthy().SettleAsync(settlements, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<LoadedStack> LoadAsync(PartitionSet partitions, CancellationToken cancellationToken) =>
        Healthy().LoadAsync(partitions, cancellationToken).Select(Guarded);

    /// <inheritdoc />
    public IAsyncEnumerable<LoadedStack> TakeChangesAsync(CancellationToken cancellationToken) =>
        Healthy().TakeChangesAsync(cancellationToken).Select(Guarded);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredStack> ReadStacksAsync(CancellationToken cancellationToken = default) => Healthy().ReadStacksAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        Healthy().FindStackAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<RecordedEvent> QueryAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        Healthy().QueryAsync(query, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(string stackId, CancellationToken cancellationToken = default) =>
        Healthy().ReadDeadLettersAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(string stackId, CancellationToken cancellationToken = default) =>
        Healthy().ReadFailedAttemptsAsync(stackId, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(
        string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default) =>
        Healthy().SetPausedAsync(stackId, lane, paused, cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default) =>
        Healthy().ReplayAsync(request, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PurgeReport> PurgeAsync(PurgePolicy policy, CancellationToken cancellationToken) => Healthy().PurgeAsync(policy, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private LoadedStack Guarded(LoadedStack stack) => stack with { Log = new FaultyStackLog(stack.Log, ThrowIfFailing) };

    private InMemoryEventStore Healthy()
    {
        ThrowIfFailing();
        return _inner;
    }

    private void ThrowIfFailing()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }
}
