using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;

namespace EventSinks;

/// <summary>What a process finds in a store that has outlived another one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RecoveryTests
{
    private static readonly StackEnvironment Environment = EnvironmentReader.Read("event_sinks: [{type: arrival, target: abc}]", "e.yaml");

    private readonly StackIdentity _stack = new("s", "teststack", "demo");

    [Test]
    public async Task Start_WithAStackOfAnEarlierProcess_GoesOnWithoutTheEngine()
    {
        var store = await AfterDeliveringAsync();

        var arrivals = new Arrivals();
        await using var second = Engine(store, arrivals);
        var sequence = await second.PublishAsync(Event("UPDATE"));

        Assert.That(sequence, Is.EqualTo(2));
        Assert.That(await second.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("abc").Select(static e => e.Sequence), Is.EqualTo([2]), "the first has been settled before");
        Assert.That((await second.GetStatusAsync("s"))!.Sinks.Single(), Has.Property("Delivered").EqualTo(2).And.Property("Name").EqualTo("arrival:abc"));
    }

    [Test]
    public async Task Start_WithoutThePlugIn_SuspendsTheLaneAndTheNextStartWithItDeliversEverything()
    {
        var store = await AfterOpeningAsync();

        SinkDeliveryStatus without;
        await using (var second = Engine(store, arrivals: null))
        {
            await second.PublishAsync(Event("CREATE"));
            await second.PublishAsync(Event("UPDATE"));
            without = (await second.GetStatusAsync("s"))!.Sinks.Single();
            Assert.That(await second.DrainAsync(CancellationToken.None), Is.False);
        }

        var arrivals = new Arrivals();
        await using var third = Engine(store, arrivals);

        Assert.That(without, Has.Property("State").EqualTo(LaneState.Suspended).And.Property("Pending").EqualTo(2));
        Assert.That(without.LastError, Does.Contain("arrival").And.Contain("cannot be bound"));
        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("abc").Select(static e => e.Sequence), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task Open_BeforeTheStackIsTakenOver_KeepsLanesWhoseDeclarationCannotBeBound()
    {
        var store = await AfterOpeningAsync();

        await using (var second = Engine(store, arrivals: null))
        {
            var publisher = await second.OpenAsync(_stack, Environment);
            await publisher.PublishAsync(Event("CREATE"));
        }

        var arrivals = new Arrivals();
        await using var third = Engine(store, arrivals);

        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("abc"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Start_WithAClosedStack_FinishesItAndRaisesStackClosed()
    {
        var store = await AfterOpeningAsync();

        await using (var second = Engine(store, arrivals: null))
        {
            await second.PublishAsync(Event("DELETE"));
            await second.CloseAsync("s");
        }

        var arrivals = new Arrivals();
        await using var third = Engine(store, arrivals);

        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        await ForgottenAsync(third);
        Assert.That(await ClosedAsync(third), Is.EqualTo(_stack), "although it had finished before anybody listened");
        Assert.That(arrivals.At("abc"), Has.Count.EqualTo(1));
        Assert.That(async () => await third.PublishAsync(Event("DELETE")), Throws.TypeOf<EventStoreException>());
    }

    [Test]
    public async Task Start_WithAClosedStackThatHasFinishedUntold_RaisesStackClosed()
    {
        var store = await AfterDeliveringAsync();
        var lane = (await store.FindStackAsync("s"))!.Lanes.Single();

        // As after the last commit of a process that is killed then.
        await store.CloseStackAsync("s", CancellationToken.None);
        await store.SettleAsync([new LaneSettlement("s", lane.Key, lane.Cursor, default, [], IsFinished: true)], CancellationToken.None);
        await using var second = Engine(store, new Arrivals());

        Assert.That(await ClosedAsync(second), Is.EqualTo(_stack));
        await RemovedAsync(store);
    }

    [Test]
    public async Task Start_AfterAHandlerOfStackClosedThrew_RaisesItAgain()
    {
        var store = await AfterDeliveringAsync();
        await using (var second = Engine(store, new Arrivals()))
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            second.StackClosed += (_, _) =>
            {
                told.TrySetResult();
                throw new InvalidOperationException("the trust cannot be deleted now");
            };
            await second.CloseAsync("s");
            await told.Task.WaitAsync(Patience.Limit);
        }

        await using var third = Engine(store, new Arrivals());

        Assert.That(await ClosedAsync(third), Is.EqualTo(_stack));
    }

    [Test]
    public async Task Close_WhenTheStoreCannotForgetTheStackAtOnce_TriesAgainUntilItCan()
    {
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock);
        await using var events = Engine(store, new Arrivals(), clock: clock);
        await events.OpenAsync(_stack, Environment);
        await events.WaitForRecoveryAsync();

        store.Failure = new EventStoreException("somebody keeps the file");
        await events.CloseAsync("s");
        await ClosedAsync(events);
        store.Failure = null;

        await RemovedAsync(store, () => clock.Advance(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Close_WithoutAnybodyWhoListens_HasTheStoreForgetTheStackAfterAMinute()
    {
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock);
        await using var events = Engine(store, new Arrivals(), clock: clock);
        await events.OpenAsync(_stack, Environment);

        await events.CloseAsync("s");

        await RemovedAsync(store, () => clock.Advance(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Start_WithASinkThatWasTakenAway_DeliversWhatWasRecordedForItAndNoMore()
    {
        var store = await AfterOpeningAsync();

        await using (var second = Engine(store, arrivals: null))
        {
            await second.PublishAsync(Event("CREATE"));
            await second.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: []"));
            await second.PublishAsync(Event("UPDATE"));
        }

        var arrivals = new Arrivals();
        await using var third = Engine(store, arrivals);

        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("abc").Select(static e => e.Sequence), Is.EqualTo([1]));
    }

    [Test]
    public async Task Start_WithANewSinkOfTheOperators_GivesItToStacksThatWereThereBefore()
    {
        var store = await AfterDeliveringAsync();

        var arrivals = new Arrivals();
        await using var second = Engine(store, arrivals, EnvironmentReader.Read("event_sinks: [{type: arrival, target: op}]"));
        await second.PublishAsync(Event("UPDATE"));
        await second.DrainAsync(CancellationToken.None);

        Assert.That(arrivals.At("op").Select(static e => e.Sequence), Is.EqualTo([2]));
    }

    [Test]
    public async Task Start_WithAStoreThatCannotBeReadYet_TriesAgainUntilItCan()
    {
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock);
        await using (var first = Engine(store, new Arrivals(), clock: clock))
        {
            await first.OpenAsync(_stack, Environment);
        }

        store.Failure = new EventStoreException("the disk is away");
        await using var second = Engine(store, new Arrivals(), clock: clock);
        await store.LoadFailed.Task.WaitAsync(Patience.Limit);
        store.Failure = null;
        for (var recovered = second.WaitForRecoveryAsync(); !recovered.IsCompleted;)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That(await second.PublishAsync(Event("CREATE")), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhileTheStoreCannotBeRead_WaitsNoLongerThanPublishTimeout()
    {
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock) { Failure = new EventStoreException("the disk is away") };
        await using var events = Engine(store, new Arrivals(), clock: clock);

        var publish = events.PublishAsync(Event("CREATE")).AsTask();
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(
            async () => await publish.WaitAsync(Patience.Limit),
            Throws.TypeOf<EventStoreException>().With.Message.Contains("has not given all that it holds within 30 s"));
    }

    [Test]
    public async Task Close_OfAStackThatHasNotBeenTakenOverYet_ClosesItAllTheSame()
    {
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock);
        await using (var first = Engine(store, new Arrivals(), clock: clock))
        {
            await first.OpenAsync(_stack, Environment);
        }

        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.AfterLoading = () => goOn.Task;
        await using var second = Engine(store, new Arrivals(), clock: clock);
        var closing = second.CloseAsync("s").AsTask();
        clock.Advance(TimeSpan.FromSeconds(30));
        await closing.WaitAsync(Patience.Limit);
        var isClosed = (await store.FindStackAsync("s"))!.IsClosed;
        goOn.SetResult();

        Assert.That(isClosed, Is.True);
        Assert.That(await ClosedAsync(second), Is.EqualTo(_stack), "what was read of it before does not count");
    }

    [Test]
    public async Task Start_WithAStackThatIsDamaged_TakesTheOthersOverAndSaysWhich()
    {
        var store = await AfterOpeningAsync();
        store.FailureAfterLoading = new StacksUnreadableException(["t"], new EventStoreException("its row is damaged"));

        await using var second = Engine(store, new Arrivals());
        await second.WaitForRecoveryAsync().WaitAsync(Patience.Limit);

        Assert.That(await second.PublishAsync(Event("CREATE")), Is.EqualTo(1));
        Assert.That(async () => await second.PublishAsync(StackEvent.ForStack(new StackIdentity("t", "t"), "CREATE", "COMPLETE")), Throws.TypeOf<EventStoreException>());
    }

    [Test]
    public async Task Start_WithAChangeThatIsSeenBeforeItsStackIsTakenOver_HeedsTheChange()
    {
        var store = await AfterDeliveringAsync();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.AfterLoading = () =>
        {
            seen.TrySetResult();
            return goOn.Task;
        };

        await using var second = Engine(store, new Arrivals());
        await seen.Task.WaitAsync(Patience.Limit);
        await second.Lanes.SetPausedAsync("s", null, paused: true);
        goOn.SetResult();
        await second.WaitForRecoveryAsync();

        Assert.That((await second.GetStatusAsync("s"))!.Sinks.Single().State, Is.EqualTo(LaneState.Paused));
    }

    [Test]
    public async Task Close_WithAReplayThatWasAskedForJustBefore_FinishesThatToo()
    {
        // By this clock nobody looks at the store of himself.
        var clock = new ManualTimeProvider();
        var store = new SurvivingStore(clock);
        var arrivals = new Arrivals();
        await using var events = Engine(store, arrivals, clock: clock);
        var closed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        events.StackClosed += (_, _) => closed.TrySetResult(arrivals.At("abc").Count);
        await events.OpenAsync(_stack, Environment);
        await events.PublishAsync(Event("CREATE"));
        await events.DrainAsync(CancellationToken.None);

        await store.ReplayAsync(new ReplayRequest("s", new LaneKey("arrival", "abc")));
        await events.CloseAsync("s");

        Assert.That(await closed.Task.WaitAsync(Patience.Limit), Is.EqualTo(2));
    }

    [Test]
    public async Task Publish_ByAPublisherOfAnEarlierOpening_IsDeliveredByThePresentOne()
    {
        var store = new SurvivingStore();
        var arrivals = new Arrivals();
        await using var events = Engine(store, arrivals);
        var old = await events.OpenAsync(_stack, Environment);
        await events.CloseAsync("s");
        await ForgottenAsync(events);
        await events.OpenAsync(_stack, Environment);

        await old.PublishAsync(Event("CREATE"));

        Assert.That(await events.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("abc"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetStatus_OfAStackThatOnlyTheStoreKnows_SaysWhatTheStoreKnows()
    {
        var store = await AfterDeliveringAsync();

        store.Failure = new EventStoreException("the disk is away");
        await using var second = Engine(store, new Arrivals());
        var status = await second.GetStatusAsync("s");

        Assert.That(status!.Stack, Is.EqualTo(_stack));
        Assert.That(status.Sinks.Single(), Has.Property("Delivered").EqualTo(1).And.Property("State").EqualTo(LaneState.Healthy));
    }

    private async Task<SurvivingStore> AfterOpeningAsync()
    {
        var store = new SurvivingStore();
        await using var first = Engine(store, new Arrivals());
        await first.OpenAsync(_stack, Environment);
        return store;
    }

    private async Task<SurvivingStore> AfterDeliveringAsync()
    {
        var store = new SurvivingStore();
        await using var first = Engine(store, new Arrivals());
        await first.OpenAsync(_stack, Environment);
        await first.PublishAsync(Event("CREATE"));
        await first.DrainAsync(CancellationToken.None);
        return store;
    }

    private static async Task ForgottenAsync(StackEvents events)
    {
        while (await events.GetStatusAsync("s") is not null)
        {
            await Task.Yield();
        }
    }

    private static async Task<StackIdentity> ClosedAsync(StackEvents events)
    {
        var closed = new TaskCompletionSource<StackIdentity>(TaskCreationOptions.RunContinuationsAsynchronously);
        events.StackClosed += (_, e) => closed.TrySetResult(e.Stack);
        return await closed.Task.WaitAsync(Patience.Limit);
    }

    private static async Task RemovedAsync(SurvivingStore store, Action? wait = null)
    {
        while (await store.LoadAsync(PartitionSet.All, CancellationToken.None).AnyAsync())
        {
            wait?.Invoke();
            await Task.Yield();
        }
    }

    private static StackEvents Engine(SurvivingStore store, Arrivals? arrivals, StackEnvironment? global = null, TimeProvider? clock = null)
    {
        var builder = new StackEventsBuilder().UseStore(store).UseGlobalEnvironment(global ?? StackEnvironment.Empty);
        builder.Clock = clock ?? builder.Clock;
        return arrivals is null ? builder.Build() : builder.ExposeToSinks(arrivals).AddSink<ArrivalSinkFactory>().Build();
    }

    private StackEvent Event(string action) => StackEvent.ForStack(_stack, action, "COMPLETE");
}
