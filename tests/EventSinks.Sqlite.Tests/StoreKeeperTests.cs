using System.Reflection;
using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>A file says which program keeps it, and who is not that program can be kept from it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class StoreKeeperTests : IDisposable
{
    private const string Engine = "heat-engine";
    private const string Tool = "tool";

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.Path("events.db");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Open_OfANewFile_WritesItsKeeper()
    {
        await OpenAndCloseAsync(Engine);

        Assert.That(await KeeperAsync(), Is.EqualTo(Engine));
    }

    [Test]
    public void Keeper_LeftOut_IsTheEntryAssembly() =>
        Assert.That(new SqliteEventStoreOptions().Keeper, Is.EqualTo(Assembly.GetEntryAssembly()!.GetName().Name));

    [Test]
    public async Task Open_ByAnEngineOfAnotherName_TakesTheFileOver()
    {
        await OpenAndCloseAsync("old-engine");

        await OpenAndCloseAsync(Engine);

        Assert.That(await KeeperAsync(), Is.EqualTo(Engine));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Open_OfAnOlderFile_GivesItAKeeper(int version)
    {
        _folder.CopyOfVersion(version, "events.db");

        await OpenAndCloseAsync(Engine);

        Assert.That(await KeeperAsync(), Is.EqualTo(Engine));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Open_OfAnOlderFile_LeavingItsKeeper_BringsItUpToDateAndNamesNobody(int version)
    {
        _folder.CopyOfVersion(version, "events.db");

        await using (var store = Open(Tool, SqliteOtherKeeper.Leave))
        {
            Assert.That(store.Keeper, Is.Null);
        }

        Assert.That(await KeeperAsync(), Is.Null);
    }

    [Test]
    public async Task Open_OfAnothersFile_LeavingItsKeeper_KeepsIt()
    {
        await OpenAndCloseAsync(Engine, recorded: 2);

        await using (var store = Open(Tool, SqliteOtherKeeper.Leave))
        {
            Assert.That((store.Keeper, await store.ReadStacksAsync().CountAsync()), Is.EqualTo((Engine, 1)));
        }

        Assert.That(await KeeperAsync(), Is.EqualTo(Engine));
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task Open_OfAnothersFile_WhenThatIsRefused_NamesItsKeeperAndWritesNothing(int recorded)
    {
        await OpenAndCloseAsync(Engine, recorded);
        File.Delete(Path + "-owner");
        var before = _folder.Contents();

        var error = Assert.Throws<StoreKeptByAnotherException>(() => Open(Tool, SqliteOtherKeeper.Refuse));

        Assert.That(error, Has.Property("Keeper").EqualTo(Engine).And.Message.Contains($"kept by {Engine}; start that one"));
        Assert.That(_folder.Contents(), Is.EqualTo(before));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Open_OfAnOlderFile_WhenThatIsRefused_SaysThatNobodyKnowsAndWritesNothing(int version)
    {
        _folder.CopyOfVersion(version, "events.db");
        var before = _folder.Contents();

        var error = Assert.Throws<StoreKeptByAnotherException>(() => Open(Tool, SqliteOtherKeeper.Refuse));

        Assert.That(error, Has.Property("Keeper").Null.And.Message.Contains("a program that nobody knows"));
        Assert.That(_folder.Contents(), Is.EqualTo(before));
    }

    [Test]
    public async Task Open_OfAnothersFileThatIsInUse_WhenThatIsRefused_SaysWhoseItIs()
    {
        await using var owner = Open(Engine);

        Assert.That(() => Open(Tool, SqliteOtherKeeper.Refuse), Throws.TypeOf<StoreKeptByAnotherException>());
    }

    [Test]
    public async Task Open_OfADatabaseWithAnEnginesOwnTables_IsRefusedThoughNothingIsRecorded()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE stack (id TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That(() => Open(Tool, SqliteOtherKeeper.Refuse), Throws.TypeOf<StoreKeptByAnotherException>());
    }

    [TestCase(SqliteOtherKeeper.Refuse)]
    [TestCase(SqliteOtherKeeper.Leave)]
    public async Task Open_OfItsOwnFile_GoesOn(SqliteOtherKeeper others)
    {
        await OpenAndCloseAsync(Tool, recorded: 2, others);

        await OpenAndCloseAsync(Tool, recorded: 1, others);

        Assert.That(await KeeperAsync(), Is.EqualTo(Tool));
    }

    [Test]
    public async Task Open_OfAnEmptyFile_MakesItItsOwn()
    {
        await File.WriteAllBytesAsync(Path, []);

        await OpenAndCloseAsync(Tool, others: SqliteOtherKeeper.Refuse);

        Assert.That(await KeeperAsync(), Is.EqualTo(Tool));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a\nb")]
    [TestCase(null)]
    public void Open_WithAKeeperThatIsNoName_SaysSo(string? keeper) =>
        Assert.That(() => Open(keeper ?? new string('x', 101)), Throws.ArgumentException.With.Message.Contains("Keeper is the name of a program"));

    private SqliteEventStore Open(string keeper, SqliteOtherKeeper others = SqliteOtherKeeper.TakeOver) =>
        SqliteEventStore.Open(Path, new SqliteEventStoreOptions { Keeper = keeper, OtherKeeper = others });

    private async Task OpenAndCloseAsync(string keeper, int recorded = 0, SqliteOtherKeeper others = SqliteOtherKeeper.TakeOver)
    {
        await using var fixture = new StoreFixture(Open(keeper, others));
        if (recorded > 0)
        {
            await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), new LaneKey("fake", "queue"))).Log, recorded);
        }
    }

    private async Task<string?> KeeperAsync()
    {
        await using var visitor = SqliteStoreVisitor.Open(Path);
        return await visitor.ReadKeeperAsync();
    }
}
