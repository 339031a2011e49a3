using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>Files of every version open, and lose nothing on the way to the present one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class StoreSchemaTests : IDisposable
{
    private static readonly LaneKey Lane = new("fake", "queue");

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.Path("events.db");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Migrate_FromNothing_EndsAtThePresentVersion()
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();

        StoreSchema.Migrate(connection, StoreSchema.Read(connection));

        Assert.That(StoreSchema.Read(connection), Is.EqualTo(StoreSchema.Version));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Open_OfAnOlderFile_HasAllThatWasInIt(int version)
    {
        CopyOfVersion(version);

        await using var fixture = Open();
        var loaded = await fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None).ToListAsync();
        var stack = loaded.Single(static each => each.Stored.Stack.Id == "s");

        Assert.That(loaded.Select(static each => each.Stored.Stack.Id), Is.EquivalentTo(["s", "closing"]), "the third has finished");
        Assert.That(
            stack.Stored.Lanes.Select(static lane => (lane.Key.ToString(), lane.Cursor, lane.Counters.Settled, lane.PausedAt is not null)),
            Is.EqualTo([("fake:queue", 6L, 6L, false), ("fake:other", 10L, 10L, false), ("fake:third", 0L, 0L, true), ("fake:queue~1", 1L, 0L, false)]));
        Assert.That(await StoreFixture.SequencesAsync(stack.Log), Is.EqualTo(Enumerable.Range(1, 10)));
        Assert.That(
            await fixture.Store.ReadDeadLettersAsync("s").Select(static each => (each.Lane.Destination, each.Sequence, each.Body.Length)).ToListAsync(),
            Is.EqualTo([("queue", 2L, 357), ("queue", 4L, 358), ("other", 10L, 0)]));
        Assert.That((await fixture.Store.ReadFailedAttemptsAsync("s").SingleAsync()).Reason, Is.EqualTo("down"));
        Assert.That(await fixture.Store.TakeChangesAsync(CancellationToken.None).CountAsync(), Is.EqualTo(1));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "gone" }), Has.Length.EqualTo(2));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Open_OfAnOlderFile_LetsItsReplaysGoOn(int version)
    {
        CopyOfVersion(version);

        await using var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await fixture.SettleAsync(Lane, 7, new LaneCounters(0, 1, 0, 0), StoreFixture.Letter(Lane, 3));
        var replay = Lane with { Replay = 1 };
        var letters = await log.ReadDeadLettersAsync(replay, 1, 10, long.MaxValue, CancellationToken.None);
        await fixture.SettleAsync(replay, 4, new LaneCounters(2, 0, 0, 1));

        Assert.That(letters.Select(static e => e.Sequence), Is.EqualTo([2, 4]));
        Assert.That(
            await fixture.Store.ReadDeadLettersAsync("s").Select(static each => each.Sequence).ToListAsync(), Is.EquivalentTo([3, 10]));
    }

    private StoreFixture Open() => new(SqliteEventStore.Open(Path));

    private void CopyOfVersion(int version) => _folder.CopyOfVersion(version, "events.db");
}
