using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;

namespace EventSinks;

/// <summary>A process that delivers from another program's store leaves alone what that program alone knows.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StandInTests
{
    private static readonly StackEnvironment Users = EnvironmentReader.Read("event_sinks: [{type: arrival, target: user}]", "e.yaml");
    private static readonly StackEnvironment Operators = EnvironmentReader.Read("event_sinks: [{type: arrival, target: op}]", "operator.yaml");
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly LaneKey OperatorsLane = new("arrival", "op");

    private readonly StackIdentity _stack = new("s", "teststack", "demo");

    [Test]
    public async Task Drain_LeavesTheOperatorsLanesExactlyAsTheyAre_AndDeliversTheUsers()
    {
        var store = await WaitingAsync();
        var before = await LaneAsync(store);

        var arrivals = new Arrivals();
        await using (var standIn = StandIn(store, arrivals))
        {
            Assert.That(await standIn.DrainAsync(CancellationToken.None), Is.False, "something is left");
        }

        Assert.That(arrivals.At("user").Select(static e => e.Sequence), Is.EqualTo([1, 2]));
        Assert.That(arrivals.At("op"), Is.Empty);
        Assert.That(await LaneAsync(store), Is.EqualTo(before).And.Property("End").Null.And.Property("Cursor").EqualTo(0));
    }

    [Test]
    public async Task Status_OfTheOperatorsLane_IsSuspendedAndSaysWhy()
    {
        var store = await WaitingAsync();

        await using var standIn = StandIn(store, new Arrivals());
        await standIn.WaitForRecoveryAsync();
        var sink = (await standIn.GetStatusAsync("s"))!.Sinks.Single(static each => each.Lane == OperatorsLane);

        Assert.That(sink, Has.Property("State").EqualTo(LaneState.Suspended).And.Property("Pending").EqualTo(2));
        Assert.That(sink.LastError, Is.EqualTo("the operator's sinks are left to the program that keeps the store"));
    }

    [Test]
    public async Task Open_OfAStackThatIsThere_DoesNotEndTheOperatorsLanes()
    {
        var store = await WaitingAsync();
        var before = await LaneAsync(store);

        await using (var standIn = StandIn(store, new Arrivals()))
        {
            for (var i = 0; i < 2; i++)
            {
                var publisher = await standIn.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: arrival, target: another}]"));
                await publisher.PublishAsync(Event("UPDATE"));
            }

            await standIn.DrainAsync(CancellationToken.None);
        }

        Assert.That(await LaneAsync(store), Is.EqualTo(before));
    }

    [Test]
    public async Task Open_WithAUsersSinkToTheOperatorsDestination_DoesNotDeliverThere()
    {
        var store = await WaitingAsync();
        var before = await LaneAsync(store);

        var arrivals = new Arrivals();
        await using (var standIn = StandIn(store, arrivals))
        {
            var publisher = await standIn.OpenAsync(_stack, Operators);
            await publisher.PublishAsync(Event("UPDATE"));
            await standIn.DrainAsync(CancellationToken.None);
        }

        Assert.That(arrivals.At("op"), Is.Empty);
        Assert.That(await LaneAsync(store), Is.EqualTo(before));
    }

    [Test, CancelAfter(60_000)]
    public async Task Drain_LeavesOperatorsLanesThatEndOrReplay(CancellationToken cancellationToken)
    {
        var store = await WaitingAsync();
        await store.ReplayAsync(new ReplayRequest("s", OperatorsLane), cancellationToken);
        await store.CloseStackAsync("s", cancellationToken);
        var before = (await store.FindStackAsync("s", cancellationToken))!.Lanes.Where(static lane => lane.Declaration is null).ToArray();

        var arrivals = new Arrivals();
        await using (var standIn = StandIn(store, arrivals))
        {
            await standIn.DrainAsync(cancellationToken);

            // Drained is what is delivered; the lane goes when its sink has been disposed.
            while ((await store.FindStackAsync("s", cancellationToken))!.Lanes.Count > before.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        Assert.That(before, Has.Length.EqualTo(2));
        Assert.That((await store.FindStackAsync("s", cancellationToken))!.Lanes, Is.EqualTo(before), "the user's has ended");
        Assert.That(arrivals.At("op"), Is.Empty);
    }

    [Test]
    public async Task Run_ForLongerThanAnythingIsHeld_GivesNothingUp()
    {
        var clock = new ManualTimeProvider();
        var store = await WaitingAsync(clock);
        var before = await LaneAsync(store);

        await using (var standIn = StandIn(store, new Arrivals(), clock))
        {
            await standIn.DrainAsync(CancellationToken.None);
            clock.Advance(Window * 3);
            await standIn.GetStatusAsync("s");
            await standIn.DrainAsync(CancellationToken.None);
        }

        Assert.That(await LaneAsync(store), Is.EqualTo(before));
        Assert.That(await store.ReadDeadLettersAsync("s").AnyAsync(), Is.False);
    }

    [Test]
    public async Task Run_ForLongerThanAPurgeIsAwayFor_PurgesNothing()
    {
        var clock = new ManualTimeProvider();
        var store = await WaitingAsync(clock);

        await using (var standIn = StandIn(store, new Arrivals(), clock, new PurgePolicy { MaxPendingAge = TimeSpan.FromMinutes(1) }))
        {
            for (var i = 0; i < 20; i++)
            {
                await standIn.DrainAsync(CancellationToken.None);
                clock.Advance(TimeSpan.FromHours(1));
            }
        }

        Assert.That(await store.QueryAsync(new EventQuery { StackId = "s" }).CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Drain_OfAClosedStack_LeavesItForTheEngineToBeToldOf()
    {
        var store = await WaitingAsync(global: StackEnvironment.Empty);
        await store.CloseStackAsync("s", CancellationToken.None);
        var isStandInTold = false;
        await using (var standIn = StandIn(store, new Arrivals()))
        {
            standIn.StackClosed += (_, _) => isStandInTold = true;
            Assert.That(await standIn.DrainAsync(CancellationToken.None), Is.True);
            while (await standIn.GetStatusAsync("s") is not null)
            {
                await Task.Yield();
            }
        }

        await using var engine = Engine(store, new Arrivals()).Build();
        var told = new TaskCompletionSource<StackIdentity>(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.StackClosed += (_, e) => told.TrySetResult(e.Stack);

        Assert.That(await told.Task.WaitAsync(Patience.Limit), Is.EqualTo(_stack));
        Assert.That(isStandInTold, Is.False);
    }

    [Test]
    public async Task Start_OfTheEngineAfterwards_DeliversToTheOperatorsSinksWhatWaits()
    {
        var store = await WaitingAsync();
        await using (var standIn = StandIn(store, new Arrivals()))
        {
            await standIn.DrainAsync(CancellationToken.None);
        }

        var arrivals = new Arrivals();
        await using var engine = Engine(store, arrivals).UseGlobalEnvironment(Operators).Build();

        Assert.That(await engine.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(arrivals.At("op").Select(static e => e.Sequence), Is.EqualTo([1, 2]));
        Assert.That(arrivals.At("user"), Is.Empty, "the stand-in has delivered these");
    }

    [Test]
    public void Build_WithAGlobalEnvironment_SaysThatTheTwoExcludeEachOther() =>
        Assert.That(
            () => new StackEventsBuilder().StandIn().UseGlobalEnvironment(Operators).Build(),
            Throws.InvalidOperationException.With.Message.Contains("StandIn leaves the operator's sinks"));

    private async Task<SurvivingStore> WaitingAsync(TimeProvider? clock = null, StackEnvironment? global = null)
    {
        var store = new SurvivingStore(clock);

        // Recorded without anybody who could deliver it.
        await using (var engine = Engine(store, new Arrivals(), clock).UseGlobalEnvironment(global ?? Operators).Build())
        {
            await engine.OpenAsync(_stack, Users);
        }

        var log = await store.LoadAsync(PartitionSet.All, CancellationToken.None).Select(static loaded => loaded.Log).SingleAsync();
        await log.AppendAsync(Event("CREATE"), CancellationToken.None);
        await log.AppendAsync(Event("UPDATE"), CancellationToken.None);
        return store;
    }

    private static async Task<StoredLane> LaneAsync(SurvivingStore store) =>
        (await store.FindStackAsync("s"))!.Lanes.Single(static lane => lane.Key == OperatorsLane);

    private static StackEvents StandIn(SurvivingStore store, Arrivals arrivals, TimeProvider? clock = null, PurgePolicy? retention = null)
    {
        var builder = Engine(store, arrivals, clock).StandIn();
        builder.Retention = retention ?? builder.Retention;
        builder.Dispatch = new DispatchOptions { SuspensionWindow = Window };
        return builder.Build();
    }

    private static StackEventsBuilder Engine(SurvivingStore store, Arrivals arrivals, TimeProvider? clock = null)
    {
        var builder = new StackEventsBuilder().UseStore(store).ExposeToSinks(arrivals).AddSink<ArrivalSinkFactory>();
        builder.Clock = clock ?? builder.Clock;
        return builder;
    }

    private StackEvent Event(string action) => StackEvent.ForStack(_stack, action, "COMPLETE");
}
