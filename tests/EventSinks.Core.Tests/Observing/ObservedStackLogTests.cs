using System.Diagnostics.CodeAnalysis;
using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Testing;

namespace EventSinks.Observing;

[Parallelizable(ParallelScope.All)]
public sealed class ObservedStackLogTests
{
    private static readonly StackEvent Event = Some.Event(Some.Stack());

    [Test]
    public async Task Append_WithNobodyListening_AllocatesNothing()
    {
        using var meters = new OwnMeters();
        var inner = (await new InMemoryEventStore(new() { MaxEventsPerStack = 1 }).OpenStackAsync(new(Some.Stack(), "[]", []), CancellationToken.None)).Log;
        var log = new ObservedStackLog(inner, new Observation(meters, TimeProvider.System), TimeProvider.System);
        Append(log, 10);
        Append(inner, 10);

        var bare = Append(inner, 1_000);
        var observed = Append(log, 1_000);

        Assert.That(observed - bare, Is.Zero, "bytes beyond what the store itself takes");
    }

    [Test]
    public async Task Append_ThatIsRefused_IsMeasuredAndIsNoFailureOfTheStore()
    {
        using var metrics = new CollectedMetrics();
        var observation = new Observation(metrics.Meters, new ManualTimeProvider());
        await using var store = ObservedEventStore.Around(new InMemoryEventStore(), observation, new ManualTimeProvider());
        var log = (await store.OpenStackAsync(new(Some.Stack(), "[]", []), CancellationToken.None)).Log;
        await store.CloseStackAsync("stack", CancellationToken.None);

        Assert.That(async () => await log.AppendAsync(Event, CancellationToken.None), Throws.TypeOf<EventStoreException>());

        Assert.That(metrics.Texts, Is.EqualTo(["eventsinks.store.operation.duration eventsinks.store.operation=append error.type=EventStoreException"]));
        Assert.That(observation.Watch.GetFailures(), Is.Empty);
    }

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Each has completed, and is looked at once.")]
    private static long Append(IStackLog log, int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            _ = log.AppendAsync(Event, CancellationToken.None).IsCompletedSuccessfully;
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
