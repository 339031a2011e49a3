using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>The store in a file does what every store does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class SqliteStoreSuiteTests : EventStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The disk's speed is nobody's matter here.
    private protected override IEventStore NewStore(TimeProvider clock) =>
        SqliteEventStore.Open(_folder.Path("events.db"), new SqliteEventStoreOptions { Synchronous = SqliteSynchronous.Normal }, clock);
}
