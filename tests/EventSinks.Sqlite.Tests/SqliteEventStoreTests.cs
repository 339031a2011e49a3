using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using EventSinks.Storage;
using EventSinks.Testing;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>What only a store in a file does: it outlives its process, has one owner, and shares its file with the engine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class SqliteEventStoreTests : IDisposable
{
    private static readonly LaneKey Lane = new("fake", "queue");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Open_Again_HasEverythingUnderANewEpoch()
    {
        var first = await FillAsync();
        await first.DisposeAsync();

        await using var fixture = Open();
        var loaded = await fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None).SingleAsync();

        Assert.That(loaded.Epoch, Is.EqualTo(first.LastOpening!.Epoch + 1));
        Assert.That(loaded.Stored.Stack, Is.EqualTo(StoreFixture.Stack()));
        Assert.That(loaded.Stored.Head, Is.EqualTo(3));
        Assert.That(loaded.Stored.Lanes.Single(), Has.Property("Cursor").EqualTo(1).And.Property("Declaration").EqualTo("{\"type\": \"fake\"}"));
        Assert.That(await StoreFixture.SequencesAsync(loaded.Log), Is.EqualTo([1, 2, 3]));
        Assert.That(await fixture.Store.ReadDeadLettersAsync("s").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task Open_OfANewFile_LetsNobodyElseRead()
    {
        await using var fixture = await FillAsync();

        Assert.That(
            new[] { Path, $"{Path}-wal", $"{Path}-shm" }.Select(File.GetUnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task Open_OfAFileThatIsThere_LeavesItsPermissionsAlone()
    {
        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        await File.WriteAllBytesAsync(Path, []);
        File.SetUnixFileMode(Path, Shared);

        await using var fixture = Open();

        Assert.That(File.GetUnixFileMode(Path), Is.EqualTo(Shared));
    }

    [Test]
    public async Task Open_OfAFileThatHasAnOwner_IsRefusedAndNamesIt()
    {
        await using var owner = Open();

        Assert.That(
            () => SqliteEventStore.Open(Path),
            Throws.TypeOf<EventStoreException>().With.Message.Contains($"in use by process {Environment.ProcessId}"));
    }

    [Test]
    public void Open_WithoutTheFolder_SaysSo() =>
        Assert.That(
            () => SqliteEventStore.Open(_folder.Path("no/such/events.db")),
            Throws.TypeOf<EventStoreException>().With.Message.Contains("there is no folder"));

    [Test]
    public async Task Open_OfAFileThatIsNoDatabase_SaysSoAndLeavesItAlone()
    {
        await File.WriteAllTextAsync(Path, new string('x', 5_000));

        Assert.That(() => SqliteEventStore.Open(Path), Throws.TypeOf<EventStoreException>().With.Message.Contains("no SQLite database"));
        Assert.That(new FileInfo(Path).Length, Is.EqualTo(5_000));
    }

    [Test]
    public async Task Open_OfANewerVersion_IsRefused()
    {
        await (await FillAsync()).DisposeAsync();
        Execute("UPDATE es_store SET version = 99");

        Assert.That(() => SqliteEventStore.Open(Path), Throws.TypeOf<EventStoreException>().With.Message.Contains("has version 99"));
    }

    [Test]
    public void Open_WithOptionsOutOfRange_NamesThemAll() =>
        Assert.That(
            () => SqliteEventStore.Open(Path, new SqliteEventStoreOptions { MaxChangesPerCommit = 0, BusyTimeout = TimeSpan.Zero }),
            Throws.ArgumentException.With.Message.Contains("MaxChangesPerCommit is 1 to 100,000").And.Message.Contains("BusyTimeout is from 1 second"));

    [Test]
    public void Visitor_WithOptionsOutOfRange_NamesThem() =>
        Assert.That(
            () => SqliteStoreVisitor.Open(Path, new SqliteEventStoreOptions { BusyTimeout = TimeSpan.Zero }),
            Throws.ArgumentException.With.Message.Contains("BusyTimeout is from 1 second"));

    [Test]
    public async Task Append_OfAnEventThatCannotBeEncoded_IsRefusedAndTakesNoSequence()
    {
        await using var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        using var properties = System.Text.Json.JsonDocument.Parse("{\"a\": \"\\ud800\"}");
        var e = StoreFixture.Event().WithResourceProperties(properties.RootElement);

        Assert.That(
            async () => await log.AppendAsync(e, CancellationToken.None), Throws.TypeOf<EventStoreException>().With.Message.Contains("cannot be encoded"));
        Assert.That((await StoreFixture.AppendAsync(log, 1))[0].Sequence, Is.EqualTo(1));
    }

    [TestCase("", "CREATE", "COMPLETE", "ResourceName")]
    [TestCase(null, "CREATE", "COMPLETE", "ResourceName")]
    [TestCase("server", "", "COMPLETE", "ResourceAction")]
    [TestCase("server", "CREATE", null, "ResourceStatus")]
    public async Task Append_OfAnEventWithoutAName_IsRefusedAndTakesNoSequence(string? name, string action, string? status, string missing)
    {
        await using var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        var e = StoreFixture.Event(resource: name!, action: action, status: status!);

        Assert.That(
            async () => await log.AppendAsync(e, CancellationToken.None),
            Throws.TypeOf<EventStoreException>().With.Message.Contains($"its {missing} is missing or empty"));
        Assert.That((await StoreFixture.AppendAsync(log, 1))[0].Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Read_OfAnEventWhoseBodyIsDamaged_GoesOnWithTheNext()
    {
        await using var fixture = await FillAsync();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        Execute("UPDATE es_events SET body = x'7b' WHERE sequence = 2");

        Assert.That(await StoreFixture.SequencesAsync(log), Is.EqualTo([1, 3]), "a gap is what the store has dropped, and is counted so");
        Assert.That(await StoreFixture.SequencesAsync(log, after: 1, maxEvents: 1), Is.EqualTo([3]));
        Assert.That(await fixture.NamesAsync(new EventQuery()), Is.EqualTo(["r0", "r2"]));
    }

    [Test]
    public async Task Load_WithAStackThatIsDamaged_GivesTheOthersAndNamesIt()
    {
        await using var fixture = await FillAsync();
        await fixture.OpenAsync(StoreFixture.Stack("t"), Lane);
        await fixture.Store.SetPausedAsync("s", null, paused: true);
        await fixture.Store.SetPausedAsync("t", null, paused: true);
        Execute("UPDATE es_lanes SET paused_at = -1 WHERE stack = 1");

        var (loaded, damage) = await ReadAsync(fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None));
        var (changed, damageAgain) = await ReadAsync(fixture.Store.TakeChangesAsync(CancellationToken.None));

        Assert.That((loaded, changed), Is.EqualTo(("t", "t")));
        Assert.That(new[] { damage, damageAgain }, Is.All.EqualTo("s"));
        Assert.That(await fixture.Store.TakeChangesAsync(CancellationToken.None).CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Append_InATransactionOfTheEngine_CountsOnceThatIsCommitted()
    {
        await using var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 1);
        await using var engine = Connect();
        var store = (ITransactionalEventStore)fixture.Store;

        long given;
        await using (var transaction = await engine.BeginTransactionAsync())
        {
            given = await store.AppendAsync(StoreFixture.Event(resource: "engine's"), transaction, CancellationToken.None);
            await transaction.CommitAsync();
        }

        var changed = await store.TakeChangesAsync(CancellationToken.None).SingleAsync();
        var after = await StoreFixture.AppendAsync(log, 1);

        Assert.That((given, after[0].Sequence, changed.Stored.Head), Is.EqualTo((2L, 3L, 2L)));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s" }), Is.EqualTo(["r0", "engine's", "r0"]));
    }

    [Test]
    public async Task Append_ThatFailsInATransactionThatIsCommittedAllTheSame_LeavesNoGap()
    {
        await using var fixture = await FillAsync();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        Execute("CREATE TRIGGER full BEFORE INSERT ON es_events WHEN NEW.resource_name = 'engine''s' BEGIN SELECT RAISE(ABORT, 'no room'); END");
        await using var engine = Connect();
        await using (var transaction = await engine.BeginTransactionAsync())
        {
            Assert.That(
                async () => await ((ITransactionalEventStore)fixture.Store).AppendAsync(
                    StoreFixture.Event(resource: "engine's"), transaction, CancellationToken.None),
                Throws.TypeOf<EventStoreException>().With.Message.Contains("no room"));
            await transaction.CommitAsync();
        }

        Assert.That((await StoreFixture.AppendAsync(log, 1))[0].Sequence, Is.EqualTo(4));
    }

    [Test]
    public async Task Append_InATransactionThatIsRolledBack_LeavesNoTrace()
    {
        await using var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await using var engine = Connect();
        var store = (ITransactionalEventStore)fixture.Store;

        await using (var transaction = await engine.BeginTransactionAsync())
        {
            await store.AppendAsync(StoreFixture.Event(), transaction, CancellationToken.None);
            await transaction.RollbackAsync();
        }

        Assert.That((await StoreFixture.AppendAsync(log, 1))[0].Sequence, Is.EqualTo(1));
        Assert.That(await store.TakeChangesAsync(CancellationToken.None).CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Append_WhereAFolderAboveTheStoresIsALink_FindsTheSameFile()
    {
        Directory.CreateDirectory(_folder.Path("real/sub"));
        Directory.CreateSymbolicLink(_folder.Path("link"), _folder.Path("real"));
        await using var fixture = new StoreFixture(SqliteEventStore.Open(_folder.Path("link/sub/events.db"), clock: _clock));
        await fixture.OpenAsync(StoreFixture.Stack(), Lane);
        await using var engine = new SqliteConnection($"Data Source={_folder.Path("link/sub/events.db")};Pooling=False");
        await engine.OpenAsync();
        await using var transaction = await engine.BeginTransactionAsync();

        var sequence = await ((ITransactionalEventStore)fixture.Store).AppendAsync(StoreFixture.Event(), transaction, CancellationToken.None);

        Assert.That(sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Append_InATransactionOfAnotherFile_IsRefused()
    {
        await using var fixture = Open();
        await fixture.OpenAsync(StoreFixture.Stack(), Lane);
        await using var other = new SqliteConnection($"Data Source={_folder.Path("other.db")};Pooling=False");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        Assert.That(
            async () => await ((ITransactionalEventStore)fixture.Store).AppendAsync(StoreFixture.Event(), transaction, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("other.db"));
    }

    [Test]
    public async Task Append_WhileSomebodyKeepsTheFile_FailsAfterTheTimeAndWorksAgainAfterwards()
    {
        await using var fixture = Open(new SqliteEventStoreOptions { BusyTimeout = TimeSpan.FromSeconds(1) });
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await using var engine = Connect();
        await using (await engine.BeginTransactionAsync())
        {
            Assert.That(
                async () => await StoreFixture.AppendAsync(log, 1),
                Throws.TypeOf<EventStoreException>().With.Message.Contains("somebody else's transaction"));
        }

        Assert.That((await StoreFixture.AppendAsync(log, 1))[0].Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Append_WhenTheDiskIsFull_FailsForAllOfTheCommit_AndWorksAgainWhenThereIsRoom()
    {
        await (await FillAsync()).DisposeAsync();
        var file = new StoreFile(Path, new SqliteEventStoreOptions());
        var (connection, epoch, _) = file.OpenAsOwner();
        var session = new Session(connection);
        using var writer = new WriterThread(new WriteTransaction(file, session, epoch, _clock), 1_000);
        var full = (long)session.Scalar("PRAGMA page_count")!;
        session.Scalar($"PRAGMA max_page_count = {full}");
        AppendRequest[] requests = [.. Enumerable.Range(0, 100).Select(static _ => Request())];

        // In one commit: the writer is held up by whoever comes first.
        Array.ForEach(requests, writer.Post);
        var failures = 0;
        foreach (var request in requests)
        {
            failures += await FailsAsync(request.Task) ? 1 : 0;
        }

        session.Scalar("PRAGMA max_page_count = 1000000");
        var again = Request();
        writer.Post(again);

        Assert.That(failures, Is.Positive);
        Assert.That((await again.Task).Sequence, Is.EqualTo(3 + 100 - failures + 1), "what was acknowledged is there, what failed has left no gap");
    }

    [Test]
    public async Task Append_ToAFileThatWasDamagedMeanwhile_SaysSo()
    {
        await (await FillAsync()).DisposeAsync();
        await using (var file = new FileStream(Path, FileMode.Open))
        {
            // The pages behind the first, which tells of the tables.
            file.Position = 4_096;
            await file.WriteAsync(new byte[(int)file.Length - 4_096]);
        }

        Assert.That(
            async () =>
            {
                await using var fixture = Open();
                await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 1);
            },
            Throws.TypeOf<EventStoreException>().With.Message.Contains("damaged"));
    }

    [Test]
    public async Task Append_AfterDisposal_IsRefused()
    {
        var fixture = Open();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await fixture.DisposeAsync();

        Assert.That(async () => await StoreFixture.AppendAsync(log, 1), Throws.TypeOf<EventStoreException>().With.Message.Contains("closed"));
        Assert.That(async () => await StoreFixture.SequencesAsync(log), Throws.TypeOf<EventStoreException>().With.Message.Contains("closed"));
    }

    [Test]
    public async Task Settle_AfterAnotherProcessHasTakenOver_IsRefused()
    {
        await using var fixture = await FillAsync();
        Execute("UPDATE es_store SET epoch = epoch + 1");

        Assert.That(
            async () => await fixture.SettleAsync(Lane, 2, new LaneCounters(1, 0, 0, 0)), Throws.TypeOf<StoreTakenOverException>());
    }

    [Test]
    public async Task Query_OfOneStack_ReadsItInOrderWithoutSorting()
    {
        await (await FillAsync()).DisposeAsync();
        using var session = new Session(Connect());
        var values = new List<object?>();
        var sql = EventQuerySql.Build(new EventQuery { StackId = "s" }, new EventPlace(1L, 1), values);

        var plan = session.ListOnce($"EXPLAIN QUERY PLAN {sql}", static row => row.GetString(3), [.. values]);

        Assert.That(plan, Has.Some.Contains("es_events_by_stack").And.None.Contains("ORDER BY"));
    }

    [Test]
    public async Task Visitor_BesideTheOwner_ReadsPausesAndReplays_AndTheOwnerComesToKnow()
    {
        await using var fixture = await FillAsync();
        await using var visitor = SqliteStoreVisitor.Open(Path, clock: _clock);

        var stack = await visitor.ReadStacksAsync().SingleAsync();
        var paused = await visitor.SetPausedAsync("s", Lane, paused: true);
        var replay = await visitor.ReplayAsync(new ReplayRequest("s", Lane));
        var changed = await fixture.Store.TakeChangesAsync(CancellationToken.None).SingleAsync();

        Assert.That(stack.Head, Is.EqualTo(3));
        Assert.That(paused.Single().PausedAt, Is.EqualTo(_clock.GetUtcNow()));
        Assert.That(changed.Stored.Lanes.Select(static lane => lane.Key), Is.EqualTo([Lane, replay!.Key]));
        Assert.That(await visitor.QueryAsync(new EventQuery()).CountAsync(), Is.EqualTo(3));
        Assert.That(await visitor.ReadDeadLettersAsync("s").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public void Visitor_OfAFileThatIsNotThere_SaysSoAndMakesNone()
    {
        Assert.That(() => SqliteStoreVisitor.Open(Path), Throws.TypeOf<EventStoreException>().With.Message.Contains("There is no store"));
        Assert.That(File.Exists(Path), Is.False);
    }

    [Test]
    public async Task UseSqlite_DeliversAfterARestartWhatTheFirstProcessRecorded()
    {
        await (await FillAsync()).DisposeAsync();
        await using var events = new StackEventsBuilder().UseSqlite(Path).Build();
        await events.WaitForRecoveryAsync();

        var status = await events.GetStatusAsync("s");

        Assert.That(status!.Sinks.Single(), Has.Property("Pending").EqualTo(2).And.Property("Cursor").EqualTo(1));
        Assert.That(await events.PublishAsync(StoreFixture.Event()), Is.EqualTo(4));
    }

    private static async Task<(string Given, string Damaged)> ReadAsync(IAsyncEnumerable<LoadedStack> stacks)
    {
        List<string> given = [];
        try
        {
            await foreach (var stack in stacks)
            {
                given.Add(stack.Stored.Stack.Id);
            }

            return (string.Join(' ', given), "");
        }
        catch (StacksUnreadableException damage)
        {
            return (string.Join(' ', given), string.Join(' ', damage.StackIds));
        }
    }

    private string Path => _folder.Path("events.db");

    private static AppendRequest Request()
    {
        var e = StoreFixture.Event(resource: new string('x', 2_000));
        return new AppendRequest("s", e, EventBody.Of(e), e.Id.ToByteArray());
    }

    private static async Task<bool> FailsAsync(Task<RecordedEvent> task)
    {
        try
        {
            await task;
            return false;
        }
        catch (EventStoreException error) when (error.Message.Contains("disk is full", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private StoreFixture Open(SqliteEventStoreOptions? options = null) => new(SqliteEventStore.Open(Path, options, _clock));

    private async Task<StoreFixture> FillAsync()
    {
        var fixture = Open();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 3);
        await fixture.SettleAsync(Lane, 1, new LaneCounters(0, 1, 0, 0), StoreFixture.Letter(Lane, 1));
        return fixture;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The tests' own text.")]
    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
