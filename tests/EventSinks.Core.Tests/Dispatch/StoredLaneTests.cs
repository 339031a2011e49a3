using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What dispatch takes over from a store, and what it leaves there.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StoredLaneTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Test]
    public void Settle_AfterAFailedAttempt_KeepsItAndHowTheLaneIs()
    {
        var world = new SimulatedWorld(new DispatchOptions(), static _ => Answers(DeliveryResult.Retry("not now")));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack);
        world.Run(TimeSpan.Zero);

        var failed = world.Store.ReadFailedAttemptsAsync(stack.Stack.Id, default).ToBlockingEnumerable().Single();
        var stored = Stored(world, stack).Single();

        Assert.That(failed, Is.EqualTo(failed with { FirstSequence = 1, LastSequence = 1, Outcome = DeliveryOutcome.Retry, Reason = "not now" }));
        Assert.That(stored.Cursor, Is.Zero);
        Assert.That(stored.Health, Is.EqualTo(stored.Health with { LastError = "not now", FailuresInRow = 1 }));
    }

    [Test]
    public void Settle_WhileTheStoreIsDown_KeepsNoMoreAttemptsThanTheStoreWould()
    {
        var isDown = false;
        var world = new SimulatedWorld(
            new DispatchOptions { RetryMaxDelay = Second }, static _ => Answers(DeliveryResult.Retry("not now")))
        { StoreAnswers = () => (TimeSpan.Zero, isDown) };
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Run(Second);
        isDown = true;
        world.Publish(stack);
        world.Run(TimeSpan.FromMinutes(10));

        Assert.That(stack.Lanes.Single().Uncommitted!.FailedAttempts, Has.Count.EqualTo(FailedAttempt.KeptPerLane));
    }

    [Test]
    public void Open_WithAStoredLaneWithoutBinding_ShowsItAndGivesItUpInTheEnd()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stored = new StoredLane(new LaneKey("gone", "q"), 0, 0, default, 3);
        var stack = OpenStored(world, 3, [], stored);

        var status = stack.Lanes.Single().ToStatus();
        world.Run(TimeSpan.FromHours(25));

        Assert.That(status, Is.EqualTo(status with { State = LaneState.Suspended, Pending = 3, LastError = "its declaration is no longer known" }));
        Assert.That(stack.Lanes, Is.Empty);
    }

    [Test]
    public void Open_OfAClosedStackWithNothingLeft_Finishes()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = new StackLanes(Some.Stack(), world.Open(Some.Stack()).Log, new RecentEvents(16, new MemoryBudget(1 << 20)));

        world.Tell(new DispatchMessage.StackOpened(stack, 0, [], [], isClosed: true));

        Assert.That(world.Finished, Is.EqualTo([stack]));
    }

    [Test]
    public void Open_WithAPausedLane_StartsNothingUntilItIsResumed()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding());
        Pause(world, stack, paused: true);
        world.Publish(stack, 3);
        world.Run(Second);
        var paused = stack.Lanes.Single().ToStatus();
        var drained = new TaskCompletionSource<bool>();
        world.Tell(new DispatchMessage.DrainAsked(drained));

        Pause(world, stack, paused: false);
        world.Run(Second);

        Assert.That(paused, Is.EqualTo(paused with { State = LaneState.Paused, Pending = 3 }));
        Assert.That(drained.Task.IsCompleted, Is.True);
        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(3));
    }

    [Test]
    public void Hold_ForLongerThanItsWindow_GivesUpWhatIsPendingOnceAndGoesOnWaiting()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding());
        Pause(world, stack, paused: true);
        world.Publish(stack, 3);
        world.Run(Week - Second);
        var before = stack.Lanes.Single().Counters;
        world.Run(2 * Second);
        world.Publish(stack, 2);
        world.Run(TimeSpan.FromDays(1));

        Assert.That(before, Is.EqualTo(default(LaneCounters)));
        Assert.That(stack.Lanes.Single().Counters, Is.EqualTo(new LaneCounters(0, 3, 0, 0)));
        Assert.That(stack.Lanes.Single().ToStatus(), Has.Property("State").EqualTo(LaneState.Paused).And.Property("Pending").EqualTo(2));
    }

    [Test]
    public void Hold_OverARestart_RunsOnIfTheDestinationRefusesForTheSameReason()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), static _ => Answers(DeliveryResult.Suspend("no such room")), new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 10 });
        var since = new DateTimeOffset(world.Now, TimeSpan.Zero) - TimeSpan.FromDays(3);
        var health = new LaneHealth { SuspendedBecause = "no such room", SuspendedAt = since, IsMisconfigured = true };
        var stack = world.Open(Some.Stack());
        stack.Log.AppendAsync(Some.Event(stack.Stack), default).Result();

        OpenStored(world, 1, [Some.Binding()], new StoredLane(Some.Binding().Key, 0, 0, default) { Health = health });
        world.Publish(world.Stacks[0]);
        world.Run(Second);

        Assert.That(world.Lanes.Single().State, Is.EqualTo(LaneState.Misconfigured));
        Assert.That(world.Lanes.Single().HeldSince, Is.EqualTo(since.UtcTicks));
    }

    [Test]
    public void Change_WithAReplayOfDeadLetters_DeliversThemAloneAndForgetsTheLane()
    {
        var refuses = true;
        var world = new SimulatedWorld(
            new DispatchOptions(),
            attempt => refuses && attempt.Events[0].Sequence % 2 == 0 ? Answers(DeliveryResult.Reject("bad")) : Answers(DeliveryResult.Retry("odd", 1), 1),
            new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 100 });
        var stack = world.Open(Some.Stack(), Some.Binding("q"));
        world.Publish(stack, 6);
        world.Run();
        refuses = false;

        var lane = world.Store.ReplayAsync(new ReplayRequest(stack.Stack.Id, Some.Binding("q").Key) { Source = LaneSource.DeadLetters }, default).Result()!;
        Change(world, stack, Some.Binding("q") with { Key = lane.Key });
        var replay = stack.Lanes[1];
        world.Run();

        Assert.That(replay.Binding.Name, Is.EqualTo("q (replay 1)"));
        Assert.That(world.Arrived[replay], Is.EqualTo([2, 4, 6]));
        Assert.That(replay.Counters, Is.EqualTo(new LaneCounters(3, 0, 0, 2)));
        Assert.That(stack.Lanes, Has.Count.EqualTo(1));
        Assert.That(world.Store.ReadDeadLettersAsync(stack.Stack.Id, default).ToBlockingEnumerable(), Is.Empty);
    }

    [Test]
    public void Settle_WhenAnotherProcessHasTakenOver_DeliversNothingMore()
    {
        var world = new SimulatedWorld(new DispatchOptions(), static attempt => Delivers(attempt) with { Duration = Second });
        var stack = world.Open(Some.Stack(), Some.Binding("a"), Some.Binding("b"));
        world.Publish(stack);
        world.Run(TimeSpan.FromMilliseconds(10));
        world.Publish(stack, 3);
        world.Store.TakeOver();
        world.Run();

        Assert.That(stack.IsLost, Is.True);
        Assert.That(stack.Lanes.Select(static lane => lane.ToStatus().LastError), Is.All.EqualTo("another process has taken over"));
        Assert.That(Stored(world, stack).Select(static lane => lane.Cursor), Is.All.Zero);
        Assert.That(world.Loop.InFlight, Is.Zero);
        Assert.That(world.Attempts, Has.Count.LessThanOrEqualTo(4));
    }

    [Test]
    public void Deliver_WithThousandsOfLanesBehindOneSlowEndpoint_HoldsNoMoreThanTheBudgetAndABatchForEachSlot()
    {
        const int Budget = 64 * 1024;
        SimulatedWorld world = null!;
        long most = 0;
        world = new SimulatedWorld(
            new DispatchOptions { MemoryBytes = Budget, MemoryEventsPerStack = 4 },
            attempt =>
            {
                most = Math.Max(most, world.Lanes.Sum(static lane => (long)lane.EventsAhead));
                return Delivers(attempt) with { Duration = TimeSpan.FromMilliseconds(10) };
            });
        for (var i = 0; i < 2_000; i++)
        {
            world.Publish(world.Open(Some.Stack($"s{i}", $"p{i % 100}"), Some.Binding($"q{i}", endpoint: "slow")), 20);
        }

        world.Run();

        var eventsWithinBudget = Budget / Some.Event(Some.Stack()).EstimatedSize;
        Assert.That(most, Is.Positive.And.LessThanOrEqualTo(eventsWithinBudget + (4 * BatchLimits.Default.Events)));
        Assert.That(world.Lanes.Sum(static lane => lane.Counters.Delivered), Is.EqualTo(40_000));
        Assert.That(world.Stacks[0].Recent.Budget.Used, Is.Zero);
    }

    [Test]
    public void Deliver_WhenAProbeHasToReadAndTheStoreFails_ProbesAgain()
    {
        var (isDead, isDown) = (true, false);
        var world = new SimulatedWorld(
            new DispatchOptions { MemoryBytes = 0, CircuitThreshold = 1 },
            attempt => isDead ? Answers(DeliveryResult.Unavailable("refused")) : Delivers(attempt))
        { StoreAnswers = () => (TimeSpan.Zero, isDown) };
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 3);
        world.Run(TimeSpan.FromMinutes(1));
        (isDead, isDown) = (false, true);
        world.Run(TimeSpan.FromMinutes(5));
        isDown = false;
        world.Run(TimeSpan.FromMinutes(5));

        Assert.That(stack.Lanes.Single().ToStatus().Delivered, Is.EqualTo(3));
    }

    private static SimulatedAnswer Delivers(DeliveryAttempt attempt) => new(DeliveryResult.Delivered, attempt.Events.Length, TimeSpan.Zero);

    private static SimulatedAnswer Answers(DeliveryResult result, int accepted = 0) => new(result, accepted, TimeSpan.Zero);

    private static IReadOnlyList<StoredLane> Stored(SimulatedWorld world, StackLanes stack) =>
        world.Store.FindStackAsync(stack.Stack.Id, default).Result()!.Lanes;

    private static StackLanes OpenStored(SimulatedWorld world, long head, LaneBinding[] bindings, StoredLane stored)
    {
        var stack = world.Open(Some.Stack());
        world.Tell(new DispatchMessage.StackOpened(stack, head, bindings, [stored]));
        return stack;
    }

    private static void Pause(SimulatedWorld world, StackLanes stack, bool paused)
    {
        world.Store.SetPausedAsync(stack.Stack.Id, null, paused, default).Result();
        Change(world, stack);
    }

    private static void Change(SimulatedWorld world, StackLanes stack, params LaneBinding[] bindings)
    {
        var stored = world.Store.FindStackAsync(stack.Stack.Id, default).Result()!;
        world.Tell(new DispatchMessage.LanesChanged(stack, stored.Head, stored.Lanes, bindings));
    }
}
