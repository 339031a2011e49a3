using EventSinks.Dispatch;

namespace EventSinks.Storage;

[Parallelizable(ParallelScope.All)]
public sealed class InMemoryEventStoreTests
{
    private static readonly LaneKey Lane = new("fake", "queue");
    private readonly StackIdentity _stack = Some.Stack();

    [Test]
    public async Task Append_GivesSequencesFromOneWithoutGaps()
    {
        var log = await OpenAsync(new InMemoryEventStore(), Lane);

        await AppendAsync(log, 5);

        Assert.That(await SequencesAsync(log), Is.EqualTo([1, 2, 3, 4, 5]));
    }

    [Test]
    public async Task Read_AfterACursor_GivesWhatComesNextUpToTheLimits()
    {
        var log = await OpenAsync(new InMemoryEventStore(), Lane);
        await AppendAsync(log, 10);

        Assert.That(await SequencesAsync(log, after: 4, maxEvents: 3), Is.EqualTo([5, 6, 7]));
        Assert.That(await SequencesAsync(log, after: 4, maxBytes: 1), Is.EqualTo([5]), "one event is given however large it is");
        Assert.That(await SequencesAsync(log, after: 10), Is.Empty);
    }

    [Test]
    public async Task Settle_OfEveryLane_LetsGoOfTheEvents()
    {
        var store = new InMemoryEventStore();
        var other = Lane with { Destination = "other" };
        var log = await OpenAsync(store, Lane, other);
        await AppendAsync(log, 4);

        await SettleAsync(store, Lane, 4);
        var before = await SequencesAsync(log);
        await SettleAsync(store, other, 2);

        Assert.That(before, Has.Length.EqualTo(4), "the other lane has yet to deliver them");
        Assert.That(await SequencesAsync(log), Is.EqualTo([3, 4]));
    }

    [Test]
    public async Task Append_WithoutALane_KeepsNothingAndGoesOnCounting()
    {
        var store = new InMemoryEventStore();
        var log = await OpenAsync(store);
        await AppendAsync(log, 3);

        var opening = await store.OpenStackAsync(new(_stack, "[]", [new(Lane)]), CancellationToken.None);

        Assert.That(await SequencesAsync(log), Is.Empty);
        Assert.That(opening.Lanes.Single(), Is.EqualTo(new StoredLane(Lane, 3, 3, default)));
    }

    [TestCase(3, long.MaxValue, 3)]
    [TestCase(100, 1, 1)]
    public async Task Append_BeyondTheCap_DropsTheOldest(int events, long bytes, int kept)
    {
        var store = new InMemoryEventStore(new InMemoryEventStoreOptions { MaxEventsPerStack = events, MaxBytesPerStack = bytes });
        var log = await OpenAsync(store, Lane);

        await AppendAsync(log, 10);

        Assert.That(await SequencesAsync(log), Is.EqualTo(Enumerable.Range(11 - kept, kept)));
    }

    [Test]
    public async Task Append_WithOverflowWait_WaitsUntilThereIsRoomAndKeepsTheOrder()
    {
        var store = Waiting();
        var log = await OpenAsync(store, Lane);
        await AppendAsync(log, 2);

        var third = log.AppendAsync(Some.Event(_stack), CancellationToken.None).AsTask();
        var fourth = log.AppendAsync(Some.Event(_stack), CancellationToken.None).AsTask();
        var waited = !third.IsCompleted && !fourth.IsCompleted;
        await SettleAsync(store, Lane, 1);
        var first = await third.WaitAsync(Patience.Limit);
        await SettleAsync(store, Lane, 2);

        Assert.That(waited, Is.True);
        Assert.That(first.Sequence, Is.EqualTo(3));
        Assert.That((await fourth.WaitAsync(Patience.Limit)).Sequence, Is.EqualTo(4));
    }

    [Test]
    public async Task Append_WithOverflowWait_CanBeGivenUpAndTakesNoSequenceThen()
    {
        var store = Waiting();
        var log = await OpenAsync(store, Lane);
        await AppendAsync(log, 2);
        using var givesUp = new CancellationTokenSource();
        var third = log.AppendAsync(Some.Event(_stack), givesUp.Token).AsTask();

        await givesUp.CancelAsync();
        await SettleAsync(store, Lane, 2);

        Assert.That(async () => await third, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await log.AppendAsync(Some.Event(_stack), CancellationToken.None)).Sequence, Is.EqualTo(3));
    }

    [Test]
    public async Task Close_RefusesEventsAndThoseThatWait()
    {
        var store = Waiting();
        var log = await OpenAsync(store, Lane);
        await AppendAsync(log, 2);
        var waiting = log.AppendAsync(Some.Event(_stack), CancellationToken.None).AsTask();

        var head = await store.CloseStackAsync(_stack.Id, CancellationToken.None);

        Assert.That(head, Is.EqualTo(2));
        Assert.That(async () => await waiting.WaitAsync(Patience.Limit), Throws.TypeOf<EventStoreException>());
        Assert.That(async () => await log.AppendAsync(Some.Event(_stack), CancellationToken.None), Throws.TypeOf<EventStoreException>());
    }

    [Test]
    public async Task Open_Again_KeepsCursorsEndsRemovedLanesAndStartsNewOnesAtTheHead()
    {
        var store = new InMemoryEventStore();
        var removed = Lane with { Destination = "removed" };
        var added = Lane with { Destination = "added" };
        var log = await OpenAsync(store, Lane, removed);
        await AppendAsync(log, 5);
        await SettleAsync(store, Lane, 2);

        var opening = await store.OpenStackAsync(new(_stack, "[]", [new(Lane), new(added)]), CancellationToken.None);

        Assert.That(opening.Head, Is.EqualTo(5));
        Assert.That(opening.Lanes, Is.EquivalentTo(new StoredLane[]
        {
            new(Lane, 0, 2, new LaneCounters(2, 0, 0, 0)),
            new(removed, 0, 0, default, 5),
            new(added, 5, 5, default),
        }));
    }

    [Test]
    public async Task ReadDeadLetters_BeyondTheCap_GivesTheNewest()
    {
        var store = new InMemoryEventStore(new InMemoryEventStoreOptions { MaxDeadLettersPerStack = 2 });
        await AppendAsync(await OpenAsync(store, Lane), 3);
        var letters = Enumerable.Range(1, 3).Select(i => new DeadLetter(_stack.Id, Lane, i, Guid.Empty, default, "no", 1, default, default));

        await store.SettleAsync([new(_stack.Id, Lane, 3, new LaneCounters(0, 3, 0, 0), [.. letters])], CancellationToken.None);

        var kept = await store.ReadDeadLettersAsync(_stack.Id, CancellationToken.None).Select(static letter => letter.Sequence).ToListAsync();
        Assert.That(kept, Is.EqualTo([2, 3]));
    }

    [Test]
    public void New_WithOptionsOutOfRange_NamesThemAll() =>
        Assert.That(
            () => new InMemoryEventStore(new InMemoryEventStoreOptions { MaxEventsPerStack = 0, MaxBytesPerStack = 0 }),
            Throws.ArgumentException.With.Message.Contains("MaxEventsPerStack is at least 1").And.Message.Contains("MaxBytesPerStack is at least 1"));

    private static InMemoryEventStore Waiting() =>
        new(new InMemoryEventStoreOptions { MaxEventsPerStack = 2, Overflow = Overflow.Wait });

    private static ValueTask SettleAsync(InMemoryEventStore store, LaneKey lane, long cursor) =>
        store.SettleAsync([new("stack", lane, cursor, new LaneCounters(cursor, 0, 0, 0), [])], CancellationToken.None);

    private static async Task<long[]> SequencesAsync(IStackLog log, long after = 0, int maxEvents = 100, long maxBytes = long.MaxValue) =>
        [.. (await log.ReadAsync(after, maxEvents, maxBytes, CancellationToken.None)).Select(static e => e.Sequence)];

    private async Task AppendAsync(IStackLog log, int events)
    {
        for (var i = 0; i < events; i++)
        {
            await log.AppendAsync(Some.Event(_stack), CancellationToken.None);
        }
    }

    private async Task<IStackLog> OpenAsync(InMemoryEventStore store, params LaneKey[] lanes) =>
        (await store.OpenStackAsync(new(_stack, "[]", [.. lanes.Select(static lane => new RegisteredLane(lane))]), CancellationToken.None)).Log;
}
