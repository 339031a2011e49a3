using System.Text.Json;
using EventSinks.Testing;

namespace EventSinks.Storage;

/// <summary>What every store does. One class for each store derives from it.</summary>
public abstract class EventStoreTests
{
    private static readonly LaneKey Lane = new("fake", "queue");
    private static readonly LaneKey Other = new("fake", "other");

    /// <summary>Makes an empty store that keeps what is settled.</summary>
    private protected abstract IEventStore NewStore(TimeProvider clock);

    private ManualTimeProvider Clock { get; } = new();

    [Test]
    public async Task Append_GivesSequencesFromOneWithoutGaps_ForEachStack()
    {
        await using var fixture = New();
        var one = await fixture.OpenAsync(StoreFixture.Stack(), Lane);
        var two = await fixture.OpenAsync(StoreFixture.Stack("t"), Lane);

        await StoreFixture.AppendAsync(one.Log, 3);
        await StoreFixture.AppendAsync(two.Log, 2, "t");
        await StoreFixture.AppendAsync(one.Log, 1);

        Assert.That(await StoreFixture.SequencesAsync(one.Log), Is.EqualTo([1, 2, 3, 4]));
        Assert.That(await StoreFixture.SequencesAsync(two.Log), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task Append_ByManyAtOnce_LeavesNoGapAndGivesNoSequenceTwice()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;

        var recorded = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => StoreFixture.AppendAsync(log, 20))));

        Assert.That(
            recorded.SelectMany(static each => each).Select(static e => e.Sequence).Order(), Is.EqualTo(Enumerable.Range(1, 64 * 20)));
        Assert.That(recorded.Select(static each => each.Select(static e => e.Sequence)), Is.All.Ordered);
    }

    [Test]
    public async Task Read_GivesWhatWasRecorded_ToTheLastByte()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        var written = (await StoreFixture.AppendAsync(log, 1))[0];

        var read = (await log.ReadAsync(0, 1, 1, CancellationToken.None))[0];

        Assert.That(read.Event.ToUtf8Json().ToArray(), Is.EqualTo(written.Event.ToUtf8Json().ToArray()));
        Assert.That((read.Sequence, read.RecordedAt, read.Event.Id), Is.EqualTo((1L, Clock.GetUtcNow(), written.Event.Id)));
    }

    [Test]
    public async Task Read_OfPropertiesAsDeepAsAParserLetsThem_GivesThemBack()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        using var properties = JsonDocument.Parse($"{new string('[', 64)}{new string(']', 64)}");
        var e = StoreFixture.Event().WithResourceProperties(properties.RootElement);
        await log.AppendAsync(e, CancellationToken.None);

        var read = await log.ReadAsync(0, 1, long.MaxValue, CancellationToken.None);

        Assert.That(read.Single().Event.ToUtf8Json().ToArray(), Is.EqualTo(e.ToUtf8Json().ToArray()));
    }

    [Test]
    public async Task Read_AfterACursor_GivesWhatComesNextUpToTheLimits()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 10);

        Assert.That(await StoreFixture.SequencesAsync(log, after: 4, maxEvents: 3), Is.EqualTo([5, 6, 7]));
        Assert.That(await StoreFixture.SequencesAsync(log, after: 4, maxBytes: 1), Is.EqualTo([5]), "one event is given however large it is");
        Assert.That(await StoreFixture.SequencesAsync(log, after: 10), Is.Empty);
    }

    [Test]
    public async Task Open_Again_KeepsCursorsEndsRemovedLanesAndStartsNewOnesAtTheHead()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other)).Log;
        await StoreFixture.AppendAsync(log, 5);
        await fixture.SettleAsync(Lane, 2, new LaneCounters(2, 0, 0, 0));
        var added = new LaneKey("fake", "added", 1);

        var opening = await fixture.OpenAsync(StoreFixture.Stack(), Lane, added);

        Assert.That(opening.Head, Is.EqualTo(5));
        Assert.That(
            opening.Lanes.Select(static lane => (lane.Key, lane.Start, lane.Cursor, lane.Counters.Delivered, lane.End)),
            Is.EquivalentTo([(Lane, 0L, 2L, 2L, (long?)null), (Other, 0L, 0L, 0L, 5L), (added, 5L, 5L, 0L, null)]));
        Assert.That(opening.Lanes.Select(static lane => lane.Declaration), Is.All.EqualTo("{\"type\": \"fake\"}"));
    }

    [Test]
    public async Task Open_OfALaneThatWasEnding_LetsItGoOn()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 2);
        await fixture.OpenAsync(StoreFixture.Stack());
        await fixture.OpenAsync(StoreFixture.Stack(), Lane);

        await fixture.SettleAsync(new LaneSettlement("s", Lane, 2, new LaneCounters(2, 0, 0, 0), [], IsFinished: true));

        Assert.That(await fixture.LaneAsync(Lane), Has.Property("Cursor").EqualTo(2).And.Property("End").Null);
    }

    [Test]
    public async Task Close_EndsLanesAndRefusesEvents_AndOpeningAgainGoesOnCounting()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 2);

        var head = await fixture.Store.CloseStackAsync("s", CancellationToken.None);
        var closed = await fixture.Store.FindStackAsync("s");
        Assert.That(async () => await StoreFixture.AppendAsync(log, 1), Throws.TypeOf<EventStoreException>().With.Message.Contains("closed"));
        await fixture.SettleAsync(new LaneSettlement("s", Lane, 2, new LaneCounters(2, 0, 0, 0), [], IsFinished: true));
        await fixture.Store.RemoveStackAsync("s", CancellationToken.None);
        var removed = await fixture.Store.FindStackAsync("s");
        var again = await fixture.OpenAsync(StoreFixture.Stack(), Lane);

        Assert.That((head, closed!.IsClosed, closed.Lanes.Single().End), Is.EqualTo((2L, true, (long?)2)));
        Assert.That(removed!.Lanes, Is.Empty, "its events are still there");
        Assert.That((await StoreFixture.AppendAsync(again.Log, 1))[0].Sequence, Is.EqualTo(3));
    }

    [Test]
    public async Task Append_ToTheLogOfAnEarlierOpening_IsRefusedOrCountsForThePresentOne()
    {
        await using var fixture = New();
        var old = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(old, 1);
        await fixture.SettleAsync(Lane, 1, new LaneCounters(1, 0, 0, 0));
        await fixture.Store.CloseStackAsync("s", CancellationToken.None);
        await fixture.SettleAsync(new LaneSettlement("s", Lane, 1, default, [], IsFinished: true));
        await fixture.Store.RemoveStackAsync("s", CancellationToken.None);
        var present = await fixture.OpenAsync(StoreFixture.Stack(), Lane);

        long[] taken = [];
        try
        {
            taken = [(await StoreFixture.AppendAsync(old, 1))[0].Sequence];
        }
        catch (EventStoreException refused)
        {
            Assert.That(refused.Message, Does.Contain("closed"));
        }

        Assert.That(await StoreFixture.SequencesAsync(present.Log, after: present.Head), Is.EqualTo(taken));
    }

    [Test]
    public async Task Remove_OfAStackWithAReplayThatHasNotBegun_LeavesItAsItIs()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 2);
        await fixture.SettleAsync(Lane, 2, new LaneCounters(2, 0, 0, 0));
        var replay = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane));
        await fixture.Store.CloseStackAsync("s", CancellationToken.None);
        await fixture.SettleAsync(new LaneSettlement("s", Lane, 2, default, [], IsFinished: true));

        await fixture.Store.RemoveStackAsync("s", CancellationToken.None);

        Assert.That((await fixture.Store.FindStackAsync("s"))!.Lanes, Is.EqualTo([replay]));
    }

    [Test]
    public async Task Close_OfAnUnknownStack_IsNoError() =>
        Assert.That(await New().Store.CloseStackAsync("nobody", CancellationToken.None), Is.Zero);

    [Test]
    public async Task Settle_MovesCursorAndNumbers_AndKeepsHealthLettersAndAttempts()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 5);
        var at = Clock.GetUtcNow();
        var health = new LaneHealth
        {
            LastSuccessAt = at,
            LastError = "down",
            LastErrorAt = at.AddTicks(1),
            FailuresInRow = 2,
            SuspendedBecause = "refused",
            SuspendedAt = at,
            IsMisconfigured = true,
        };
        var attempt = new FailedAttempt(Lane, 3, 5, at, TimeSpan.FromMilliseconds(20), DeliveryOutcome.Unavailable, "down");
        var letter = StoreFixture.Letter(Lane, 2);

        await fixture.SettleAsync(new LaneSettlement("s", Lane, 2, new LaneCounters(1, 1, 0, 0), [letter]) { Health = health, FailedAttempts = [attempt] });
        await fixture.SettleAsync(new LaneSettlement("s", Lane, 3, new LaneCounters(0, 0, 0, 1), []));

        Assert.That(await fixture.LaneAsync(Lane), Is.EqualTo(
            new StoredLane(Lane, 0, 3, new LaneCounters(1, 1, 0, 1)) { Health = health, Declaration = "{\"type\": \"fake\"}" }));
        Assert.That(await fixture.Store.ReadFailedAttemptsAsync("s").ToListAsync(), Is.EqualTo([attempt]));
        var kept = await fixture.Store.ReadDeadLettersAsync("s").SingleAsync();
        Assert.That(kept with { Body = letter.Body }, Is.EqualTo(letter));
        Assert.That(kept.Body.ToArray(), Is.EqualTo(letter.Body.ToArray()));
    }

    [Test]
    public async Task Settle_UnderAnotherEpoch_ChangesNothing()
    {
        await using var fixture = New();
        var opening = await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other);
        await StoreFixture.AppendAsync(opening.Log, 1);
        LaneSettlement[] settlements =
        [
            new LaneSettlement("s", Other, 1, new LaneCounters(1, 0, 0, 0), []) { Epoch = opening.Epoch },
            new LaneSettlement("s", Lane, 1, new LaneCounters(1, 0, 0, 0), []) { Epoch = opening.Epoch + 1 },
        ];

        Assert.That(
            async () => await fixture.Store.SettleAsync(settlements, CancellationToken.None), Throws.TypeOf<StoreTakenOverException>());
        Assert.That((await fixture.LaneAsync(Other)).Cursor, Is.Zero);
    }

    [Test]
    public async Task Settle_OfALetterThatIsThereAlready_KeepsTheNewOne()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 2);

        var letter = StoreFixture.Letter(Lane, 1);
        await fixture.SettleAsync(Lane, 1, new LaneCounters(0, 1, 0, 0), letter);
        await fixture.SettleAsync(Lane, 1, default, letter with { Reason = "still no" });

        Assert.That((await fixture.Store.ReadDeadLettersAsync("s").SingleAsync()).Reason, Is.EqualTo("still no"));
    }

    [Test]
    public async Task ReadFailedAttempts_OfMoreThanAreKept_GivesTheLastOfEachLane()
    {
        await using var fixture = New();
        await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other);
        FailedAttempt Attempt(LaneKey lane, int i) =>
            new(lane, i, i, Clock.GetUtcNow().AddSeconds(i), TimeSpan.Zero, DeliveryOutcome.Retry, $"{i}");
        FailedAttempt[] many = [.. Enumerable.Range(1, FailedAttempt.KeptPerLane + 5).Select(i => Attempt(Lane, i))];

        await fixture.SettleAsync(new LaneSettlement("s", Lane, 0, default, []) { FailedAttempts = many });
        await fixture.SettleAsync(new LaneSettlement("s", Other, 0, default, []) { FailedAttempts = [Attempt(Other, 1)] });

        var kept = await fixture.Store.ReadFailedAttemptsAsync("s").ToListAsync();
        Assert.That(kept.Where(static each => each.Lane == Lane), Is.EqualTo(many[5..]));
        Assert.That(kept.Count(static each => each.Lane == Other), Is.EqualTo(1));
    }

    [Test]
    public async Task Query_Filters_ByEachAndAllOfThem()
    {
        await using var fixture = New();
        await FillAsync(fixture);

        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s" }), Is.EqualTo(["a", "b", "c", "d"]));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s", ResourceNames = ["a", "d"] }), Is.EqualTo(["a", "d"]));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s", ResourceTypes = ["T2"] }), Is.EqualTo(["b"]));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s", Actions = ["DELETE"], Statuses = ["FAILED"] }), Is.EqualTo(["d"]));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "s", FromSequence = 3 }), Is.EqualTo(["c", "d"]));
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "nobody" }), Is.Empty);
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "root" }), Is.Empty);
        Assert.That(await fixture.NamesAsync(new EventQuery { StackId = "root", IncludesNested = true }), Is.EqualTo(["e"]));
        Assert.That(await fixture.NamesAsync(new EventQuery()), Is.EqualTo(["a", "b", "c", "d", "e"]));
    }

    [Test]
    public async Task Query_ByTime_GivesWhatWasRecordedInBetween()
    {
        await using var fixture = New();
        await FillAsync(fixture);
        var start = Clock.GetUtcNow() - TimeSpan.FromSeconds(5);

        Assert.That(
            await fixture.NamesAsync(new EventQuery { RecordedFrom = start.AddSeconds(1), RecordedBefore = start.AddSeconds(3) }), Is.EqualTo(["b", "c"]));
    }

    [TestCase(EventSort.Recorded, false, "a b c d")]
    [TestCase(EventSort.Recorded, true, "d c b a")]
    [TestCase(EventSort.EventTime, false, "c a b d")]
    [TestCase(EventSort.EventTime, true, "d b a c")]
    [TestCase(EventSort.ResourceType, false, "c a d b")]
    [TestCase(EventSort.ResourceType, true, "b d a c")]
    public async Task Query_SortsAndPagesByMarker(EventSort sort, bool descending, string order)
    {
        await using var fixture = New();
        await FillAsync(fixture);
        var query = new EventQuery { StackId = "s", Sort = sort, IsDescending = descending };
        var all = await fixture.Store.QueryAsync(query).ToListAsync();

        var rest = await fixture.NamesAsync(query with { Marker = all[1].Event.Id, Limit = 1 });

        Assert.That(string.Join(' ', all.Select(static e => e.Event.ResourceName)), Is.EqualTo(order));
        Assert.That(rest, Is.EqualTo([all[2].Event.ResourceName]));
        Assert.That(await fixture.NamesAsync(query with { Marker = Guid.NewGuid() }), Has.Length.EqualTo(4), "an unknown marker is not heeded");
        Assert.That(await fixture.NamesAsync(query with { Limit = 0 }), Is.Empty);
        Assert.That(await fixture.NamesAsync(query with { EventId = all[3].Event.Id }), Is.EqualTo([all[3].Event.ResourceName]));
    }

    [TestCase("s")]
    [TestCase(null)]
    public async Task Query_AfterAPlace_GoesOnThereThoughTheIdComesAgain(string? stack)
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        var twice = StoreFixture.Event(resource: "twice");
        foreach (var e in new[] { twice, StoreFixture.Event(resource: "between"), twice, StoreFixture.Event(resource: "last") })
        {
            await log.AppendAsync(e, CancellationToken.None);
        }

        var query = new EventQuery { StackId = stack };
        Assert.That(await fixture.NamesAsync(query with { After = new RecordedPlace("s", 1) }), Is.EqualTo(["between", "twice", "last"]));
        Assert.That(await fixture.NamesAsync(query with { After = new RecordedPlace("s", 3), Marker = twice.Id }), Is.EqualTo(["last"]));
        Assert.That(await fixture.NamesAsync(query with { After = new RecordedPlace("s", 4) }), Is.Empty);
        Assert.That(await fixture.NamesAsync(query with { After = new RecordedPlace("s", 9) }), Has.Length.EqualTo(4), "one that is not known is not heeded");
        Assert.That(
            await fixture.NamesAsync(query with { After = new RecordedPlace("s", 3), IsDescending = true }), Is.EqualTo(["between", "twice"]));
    }

    [Test]
    public async Task Query_WithAMarkerOfAnotherStack_DoesNotHeedIt()
    {
        await using var fixture = New();
        await FillAsync(fixture);
        var nested = await fixture.Store.QueryAsync(new EventQuery { StackId = "n" }).SingleAsync();
        var query = new EventQuery { StackId = "s", IsDescending = true, Marker = nested.Event.Id };

        Assert.That(await fixture.NamesAsync(query with { StackId = "n" }), Is.Empty);
        Assert.That(await fixture.NamesAsync(query), Is.EqualTo(["d", "c", "b", "a"]));
        Assert.That(await fixture.NamesAsync(query with { StackId = null }), Is.EqualTo(["d", "c", "b", "a"]), "it is among all");
        Assert.That(await fixture.NamesAsync(query with { IsDescending = false }), Is.EqualTo(["a", "b", "c", "d"]));
    }

    [Test]
    public async Task Query_OfOneStackInTheOrderOfRecording_GivesPageAfterPage([Values] bool descending)
    {
        await using var fixture = New();
        var (one, two) = ((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, (await fixture.OpenAsync(StoreFixture.Stack("t"), Lane)).Log);
        for (var i = 0; i < 6; i++)
        {
            await StoreFixture.AppendAsync(one, 100);
            await StoreFixture.AppendAsync(two, 100, "t");
        }

        var sequences = await fixture.Store.QueryAsync(new EventQuery { StackId = "s", IsDescending = descending }).Select(static e => e.Sequence).ToListAsync();

        Assert.That(sequences, Is.EqualTo(Enumerable.Range(1, 600).OrderBy(i => descending ? -i : i)));
    }

    [Test]
    public async Task Query_OfMoreThanAPage_GivesEachOnce()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 1_203);

        var sequences = await fixture.Store.QueryAsync(new EventQuery { Sort = EventSort.EventTime, Limit = 1_100 }).Select(static e => e.Sequence).ToListAsync();

        Assert.That(sequences, Is.EqualTo(Enumerable.Range(1, 1_100)));
    }

    [Test]
    public async Task Load_GivesWhatIsOpenOrUnfinished_WhatIsPendingFirst()
    {
        await using var fixture = New();
        await fixture.OpenAsync(StoreFixture.Stack("idle"), Lane);
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack("busy"), Lane)).Log, 1, "busy");
        await fixture.OpenAsync(StoreFixture.Stack("done"));
        await fixture.Store.CloseStackAsync("done", CancellationToken.None);
        await fixture.Store.RemoveStackAsync("done", CancellationToken.None);
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack("closing"), Lane)).Log, 1, "closing");
        await fixture.Store.CloseStackAsync("closing", CancellationToken.None);

        var loaded = await fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None).ToListAsync();
        var none = await fixture.Store.LoadAsync(new PartitionSet([]), CancellationToken.None).CountAsync();

        Assert.That(loaded.Select(static each => each.Stored.Stack.Id), Is.EquivalentTo(["busy", "closing", "idle"]));
        Assert.That(loaded[^1].Stored.Stack, Is.EqualTo(StoreFixture.Stack("idle")));
        Assert.That(await StoreFixture.SequencesAsync(loaded.Single(static each => each.Stored.Stack.Id == "busy").Log), Is.EqualTo([1]));
        Assert.That(none, Is.Zero);
    }

    [Test]
    public async Task Load_GivesAClosedStackThatHasFinished_UntilItIsForgotten()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 1);
        await fixture.Store.CloseStackAsync("s", CancellationToken.None);
        await fixture.SettleAsync(new LaneSettlement("s", Lane, 1, new LaneCounters(1, 0, 0, 0), [], IsFinished: true));

        var before = await fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None).ToListAsync();
        var shown = await fixture.Store.ReadStacksAsync().CountAsync();
        Clock.Advance(TimeSpan.FromDays(31));
        var purged = await fixture.Store.PurgeAsync(new PurgePolicy(), CancellationToken.None);
        await fixture.Store.RemoveStackAsync("s", CancellationToken.None);
        await fixture.Store.CloseStackAsync("s", CancellationToken.None);

        Assert.That(before.Single().Stored, Has.Property("IsClosed").True.And.Property("Lanes").Empty);
        Assert.That((shown, purged.IsEmpty), Is.EqualTo((0, true)), "nothing of it is left to see, but who closed it has to be told");
        Assert.That(await fixture.Store.LoadAsync(PartitionSet.All, CancellationToken.None).CountAsync(), Is.Zero, "also if it is closed once more");
    }

    [Test]
    public async Task SetPaused_KeepsSinceWhen_AndIsAChange()
    {
        await using var fixture = New();
        await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other);
        var since = Clock.GetUtcNow();

        await fixture.Store.SetPausedAsync("s", Lane, paused: true);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var all = await fixture.Store.SetPausedAsync("s", null, paused: true);
        var changes = await fixture.Store.TakeChangesAsync(CancellationToken.None).ToListAsync();
        var again = await fixture.Store.TakeChangesAsync(CancellationToken.None).CountAsync();
        await fixture.Store.SetPausedAsync("s", Lane, paused: false);

        Assert.That(all.Select(static lane => lane.PausedAt), Is.EquivalentTo([since, since.AddMinutes(1)]));
        Assert.That(changes.Single().Stored.Lanes.Select(static lane => lane.PausedAt), Has.None.Null);
        Assert.That(again, Is.Zero);
        Assert.That((await fixture.LaneAsync(Lane)).PausedAt, Is.Null);
        Assert.That(await fixture.Store.SetPausedAsync("nobody", null, paused: true), Is.Empty);
        Assert.That(await fixture.Store.SetPausedAsync("s", Lane with { Destination = "nowhere" }, paused: true), Is.Empty);
    }

    [Test]
    public async Task Replay_OfEvents_IsALaneOfItsOwnUpToTheHead()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 5);

        var first = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { FromSequence = 3 });
        var second = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane));

        Assert.That(first, Is.EqualTo(
            new StoredLane(Lane with { Replay = 1 }, 2, 2, default, 5) { Declaration = "{\"type\": \"fake\"}" }));
        Assert.That((second!.Key.Replay, second.Start, second.End), Is.EqualTo((2, 0L, (long?)5)));
        Assert.That((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Lanes, Has.Count.EqualTo(3), "opening leaves replays alone");
    }

    [Test]
    public async Task Replay_ThatHasFinished_LeavesItsNumberUnused()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 1);
        var first = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane));
        await fixture.SettleAsync(new LaneSettlement("s", first!.Key, 1, new LaneCounters(1, 0, 0, 0), [], IsFinished: true));

        Assert.That((await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane)))!.Key.Replay, Is.EqualTo(2));
    }

    [Test]
    public async Task Replay_OfDeadLetters_ReadsThemAndTakesAwayWhatItSettles()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other)).Log;
        await StoreFixture.AppendAsync(log, 5);
        await fixture.SettleAsync(Lane, 5, new LaneCounters(3, 2, 0, 0), StoreFixture.Letter(Lane, 2, "two"), StoreFixture.Letter(Lane, 4, "four"));
        await fixture.SettleAsync(Other, 2, new LaneCounters(1, 1, 0, 0), StoreFixture.Letter(Other, 2));

        var replay = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { Source = LaneSource.DeadLetters });
        var letters = await log.ReadDeadLettersAsync(replay!.Key, 1, 10, long.MaxValue, CancellationToken.None);
        await fixture.SettleAsync(replay.Key, 3, new LaneCounters(1, 0, 0, 1));

        Assert.That((replay.Start, replay.End, replay.Source), Is.EqualTo((1L, (long?)4, LaneSource.DeadLetters)));
        Assert.That(letters.Select(static e => (e.Sequence, e.Event.ResourceName)), Is.EqualTo([(2L, "two"), (4L, "four")]));
        Assert.That(
            (await fixture.Store.ReadDeadLettersAsync("s").ToListAsync()).Select(static letter => (letter.Lane, letter.Sequence)),
            Is.EquivalentTo([(Lane, 4L), (Other, 2L)]));
    }

    [Test]
    public async Task Replay_OfADeadLetterThatCannotBeRead_GoesOnWithTheNext()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 2);
        await fixture.SettleAsync(
            Lane, 2, new LaneCounters(0, 2, 0, 0), StoreFixture.Letter(Lane, 1) with { Body = "{}"u8.ToArray() }, StoreFixture.Letter(Lane, 2));

        var replay = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { Source = LaneSource.DeadLetters });
        var letters = await log.ReadDeadLettersAsync(replay!.Key, 0, 1, long.MaxValue, CancellationToken.None);

        Assert.That(letters.Select(static e => e.Sequence), Is.EqualTo([2]));
    }

    [Test]
    public async Task Replay_OfDeadLetters_LeavesThoseAloneThatWereWrittenSinceItWasAskedFor()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 10);
        await fixture.SettleAsync(Lane, 10, new LaneCounters(8, 2, 0, 0), StoreFixture.Letter(Lane, 3), StoreFixture.Letter(Lane, 9));
        var events = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane));
        var letters = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { Source = LaneSource.DeadLetters });

        // The other replay has just been refused an event between the two.
        await fixture.SettleAsync(events!.Key, 7, new LaneCounters(6, 1, 0, 0), StoreFixture.Letter(Lane, 7));
        var read = await log.ReadDeadLettersAsync(letters!.Key, 2, 10, long.MaxValue, CancellationToken.None);
        await fixture.SettleAsync(letters.Key, 9, new LaneCounters(2, 0, 0, 5));

        Assert.That(read.Select(static e => e.Sequence), Is.EqualTo([3, 9]));
        Assert.That((await fixture.Store.ReadDeadLettersAsync("s").SingleAsync()).Sequence, Is.EqualTo(7));
    }

    [Test]
    public async Task Replay_OfDeadLettersThatAreBeingReplayed_LeavesWhatTheOtherHasGivenUpAnew()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 2);
        var letter = StoreFixture.Letter(Lane, 2);
        await fixture.SettleAsync(Lane, 2, new LaneCounters(1, 1, 0, 0), letter);
        var request = new ReplayRequest("s", Lane) { Source = LaneSource.DeadLetters };
        var first = await fixture.Store.ReplayAsync(request);
        var second = await fixture.Store.ReplayAsync(request);

        await fixture.SettleAsync(first!.Key, 2, new LaneCounters(0, 1, 0, 0), letter with { Reason = "still no" });
        await fixture.SettleAsync(second!.Key, 2, new LaneCounters(1, 0, 0, 0));

        Assert.That((await fixture.Store.ReadDeadLettersAsync("s").SingleAsync()).Reason, Is.EqualTo("still no"));
    }

    [Test]
    public async Task Settle_OfTheLastEventOfMany_KeepsTheLetterThatStandsForThemAll()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 5);
        var rest = StoreFixture.Letter(Lane, 5) with { EventId = Guid.Empty, Body = ReadOnlyMemory<byte>.Empty, Reason = "5 event(s) up to 5 were given up" };
        await fixture.SettleAsync(Lane, 5, new LaneCounters(0, 5, 0, 0), rest);
        var replay = await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane));

        await fixture.SettleAsync(replay!.Key, 5, new LaneCounters(4, 1, 0, 0), StoreFixture.Letter(Lane, 5));

        Assert.That(await fixture.Store.ReadDeadLettersAsync("s").CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Replay_OfNothing_IsNone()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 2);

        Assert.That(await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { FromSequence = 3 }), Is.Null);
        Assert.That(await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { From = Clock.GetUtcNow().AddHours(1) }), Is.Null);
        Assert.That(await fixture.Store.ReplayAsync(new ReplayRequest("s", Lane) { Source = LaneSource.DeadLetters }), Is.Null);
        Assert.That(await fixture.Store.ReplayAsync(new ReplayRequest("s", Other)), Is.Null);
        Assert.That(await fixture.Store.ReplayAsync(new ReplayRequest("nobody", Lane)), Is.Null);
    }

    [Test]
    public async Task Purge_ByCount_KeepsTheLastSettledAndEverythingPending()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane, Other)).Log;
        await StoreFixture.AppendAsync(log, 10);
        await fixture.SettleAsync(Lane, 10, new LaneCounters(10, 0, 0, 0));
        await fixture.SettleAsync(Other, 6, new LaneCounters(6, 0, 0, 0));

        var report = await fixture.Store.PurgeAsync(new PurgePolicy { MaxEventsPerStack = 2 }, CancellationToken.None);

        Assert.That(report, Is.EqualTo(new PurgeReport(4, 0, 0, 0)));
        Assert.That(await StoreFixture.SequencesAsync(log), Is.EqualTo([5, 6, 7, 8, 9, 10]));
    }

    [Test]
    public async Task Purge_OfMoreThanGoesAtOnce_TakesItAll()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 2_500);
        await fixture.SettleAsync(Lane, 2_400, new LaneCounters(2_400, 0, 0, 0));
        Clock.Advance(TimeSpan.FromHours(2));
        await StoreFixture.AppendAsync(log, 1);

        var report = await fixture.Store.PurgeAsync(
            new PurgePolicy { MaxAge = TimeSpan.FromHours(1), MaxPendingAge = TimeSpan.FromHours(1) }, CancellationToken.None);

        Assert.That(report, Is.EqualTo(new PurgeReport(2_400, 100, 0, 0)));
        Assert.That(await StoreFixture.SequencesAsync(log), Is.EqualTo([2_501]));
    }

    [Test]
    public async Task Purge_ByAge_TakesWhatIsSettled_AndWhatIsPendingOnlyIfToldTo()
    {
        await using var fixture = New();
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        await StoreFixture.AppendAsync(log, 4);
        await fixture.SettleAsync(Lane, 2, new LaneCounters(2, 0, 0, 0));
        Clock.Advance(TimeSpan.FromHours(2));
        await StoreFixture.AppendAsync(log, 1);

        var settled = await fixture.Store.PurgeAsync(new PurgePolicy { MaxAge = TimeSpan.FromHours(1) }, CancellationToken.None);
        var pending = await fixture.Store.PurgeAsync(new PurgePolicy { MaxPendingAge = TimeSpan.FromHours(1) }, CancellationToken.None);

        Assert.That(settled, Is.EqualTo(new PurgeReport(2, 0, 0, 0)));
        Assert.That(pending, Is.EqualTo(new PurgeReport(0, 2, 0, 0)));
        Assert.That(await StoreFixture.SequencesAsync(log, after: 2), Is.EqualTo([5]));
    }

    [Test]
    public async Task Purge_OfLetters_GoesByAgeAndCount()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log, 4);
        await fixture.SettleAsync(Lane, 4, new LaneCounters(0, 4, 0, 0), [.. Enumerable.Range(1, 4).Select(i => StoreFixture.Letter(Lane, i))]);
        Clock.Advance(TimeSpan.FromHours(2.5));

        var byAge = await fixture.Store.PurgeAsync(new PurgePolicy { MaxDeadLetterAge = TimeSpan.FromHours(1) }, CancellationToken.None);
        var byCount = await fixture.Store.PurgeAsync(new PurgePolicy { MaxDeadLettersPerStack = 1 }, CancellationToken.None);

        Assert.That((byAge.DeadLetters, byCount.DeadLetters), Is.EqualTo((1L, 2L)));
        Assert.That((await fixture.Store.ReadDeadLettersAsync("s").SingleAsync()).Sequence, Is.EqualTo(4));
    }

    [Test]
    public async Task Purge_OfAClosedStack_ForgetsItWhenNothingIsLeft()
    {
        await using var fixture = New();
        await StoreFixture.AppendAsync((await fixture.OpenAsync(StoreFixture.Stack())).Log, 2);
        await fixture.Store.CloseStackAsync("s", CancellationToken.None);
        await fixture.Store.RemoveStackAsync("s", CancellationToken.None);
        var early = await fixture.Store.PurgeAsync(new PurgePolicy(), CancellationToken.None);
        var kept = await fixture.NamesAsync(new EventQuery { StackId = "s" });
        Clock.Advance(TimeSpan.FromDays(31));

        var late = await fixture.Store.PurgeAsync(new PurgePolicy(), CancellationToken.None);

        Assert.That((early.IsEmpty, kept.Length), Is.EqualTo((true, 2)));
        Assert.That(late, Is.EqualTo(new PurgeReport(2, 0, 0, 1)));
        Assert.That(await fixture.Store.FindStackAsync("s"), Is.Null);
    }

    private StoreFixture New() => new(NewStore(Clock));

    private async Task FillAsync(StoreFixture fixture)
    {
        var log = (await fixture.OpenAsync(StoreFixture.Stack(), Lane)).Log;
        var nested = (await fixture.OpenAsync(StoreFixture.Stack("n", "root"), Lane)).Log;
        await AppendAsync(log, StoreFixture.Event(resource: "a", type: "T1", minute: 2));
        await AppendAsync(log, StoreFixture.Event(resource: "b", type: "T2", minute: 2));
        await AppendAsync(log, StoreFixture.Event(resource: "c", type: null, minute: 1, status: "FAILED"));
        await AppendAsync(log, StoreFixture.Event(resource: "d", type: "T1", minute: 3, action: "DELETE", status: "FAILED"));
        await AppendAsync(nested, StoreFixture.Event("n", "e"));
    }

    private async Task AppendAsync(IStackLog log, StackEvent e)
    {
        await log.AppendAsync(e, CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
