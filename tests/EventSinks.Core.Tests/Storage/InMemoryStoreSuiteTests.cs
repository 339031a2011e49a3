namespace EventSinks.Storage;

/// <summary>The in-memory store does what every store does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class InMemoryStoreSuiteTests : EventStoreTests
{
    private protected override IEventStore NewStore(TimeProvider clock) =>
        new InMemoryEventStore(new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 1_000_000 }, clock);
}
