using System.Diagnostics.CodeAnalysis;
using EventSinks.Storage;
using Moq;

namespace EventSinks.Observing;

/// <summary>A store in memory whose appends, reads and settlements can be made to fail or to wait.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Whoever disposes the store disposes it.")]
internal sealed class StoreSeam(TimeProvider? clock = null)
{
    private readonly IEventStore _inner = new InMemoryEventStore(clock: clock);
    private readonly Dictionary<StoreOperation, Func<Task>> _faults = [];

    public IEventStore Store
    {
        get
        {
            var store = new Mock<IEventStore>();
            store.Setup(static each => each.OpenStackAsync(It.IsAny<StackRegistration>(), It.IsAny<CancellationToken>())).Returns(OpenAsync);
            store.Setup(static each => each.SettleAsync(It.IsAny<IReadOnlyList<LaneSettlement>>(), It.IsAny<CancellationToken>())).Returns(SettleAsync);
            store.Setup(static each => each.LoadAsync(It.IsAny<PartitionSet>(), It.IsAny<CancellationToken>())).Returns(_inner.LoadAsync);
            store.Setup(static each => each.TakeChangesAsync(It.IsAny<CancellationToken>())).Returns(_inner.TakeChangesAsync);
            store.Setup(static each => each.FindStackAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(_inner.FindStackAsync);
            store.Setup(static each => each.DisposeAsync()).Returns(_inner.DisposeAsync);
            return store.Object;
        }
    }

    /// <summary>Has something fail, with what the storage itself would have said.</summary>
    public void Fail(StoreOperation operation) =>
        Set(operation, static () => Task.FromException(new EventStoreException("It cannot be done.", new IOException("disk full"))));

    public void Set(StoreOperation operation, Func<Task> fault)
    {
        lock (_faults)
        {
            _faults[operation] = fault;
        }
    }

    public void Mend(StoreOperation operation) => Set(operation, static () => Task.CompletedTask);

    internal Task MeetAsync(StoreOperation operation)
    {
        lock (_faults)
        {
            return _faults.TryGetValue(operation, out var fault) ? fault() : Task.CompletedTask;
        }
    }

    private async ValueTask<StackOpening> OpenAsync(StackRegistration registration, CancellationToken cancellationToken)
    {
        var opening = await _inner.OpenStackAsync(registration, cancellationToken);
        return opening with { Log = new StoreSeamLog(opening.Log, this) };
    }

    private async ValueTask SettleAsync(IReadOnlyList<LaneSettlement> settlements, CancellationToken cancellationToken)
    {
        await MeetAsync(StoreOperation.Settle);
        await _inner.SettleAsync(settlements, cancellationToken);
    }
}
