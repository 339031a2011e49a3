using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>For how long a lane that is suspended or paused keeps what is pending.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HeldLanesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Test]
    public void Hold_OfALaneThatWasQuietForLongerThanItsWindow_KeepsWhatComesThenForAsLongAgain()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Store.SetPausedAsync(stack.Stack.Id, null, paused: true, default).Result();
        world.Tell(new DispatchMessage.LanesChanged(stack, 0, Stored(world, stack), []));
        world.Run(Week + Second);

        world.Publish(stack, 2);
        world.Run(Week - Second);
        var before = stack.Lanes.Single().Counters;
        world.Run(2 * Second);

        Assert.That(before, Is.EqualTo(default(LaneCounters)));
        Assert.That(stack.Lanes.Single().Counters, Is.EqualTo(new LaneCounters(0, 2, 0, 0)));
    }

    [TestCase(true, TestName = "paused")]
    [TestCase(false, TestName = "suspended")]
    public void Hold_OverARestart_GoesByWhenTheOldestEventWasRecorded(bool isPaused)
    {
        var world = World();
        var since = At(world) - (3 * Week);
        var stored = isPaused ? Lane() with { PausedAt = since } : Lane() with { Health = new() { SuspendedBecause = "gone", SuspendedAt = since } };
        var lane = OpenStored(world, 1, stored, isPaused ? Some.Binding() : Gone);

        world.Run(Week - Second);
        var before = lane.Counters;
        world.Run(2 * Second);

        Assert.That(before, Is.EqualTo(default(LaneCounters)));
        Assert.That(lane.Counters.DeadLettered, Is.EqualTo(1));
    }

    [Test]
    public void Hold_WhenTheStoreCannotBeRead_GivesNothingUpUntilItCan()
    {
        var isDown = true;
        var world = World();
        world.StoreAnswers = () => (TimeSpan.Zero, isDown);
        var lane = OpenStored(world, 1, Lane() with { PausedAt = At(world) - (3 * Week) }, Some.Binding());
        world.Run(TimeSpan.FromHours(1));
        var before = lane.Counters;

        isDown = false;
        world.Run(Week);

        Assert.That(before, Is.EqualTo(default(LaneCounters)));
        Assert.That(lane.Counters.DeadLettered, Is.EqualTo(1));
    }

    [Test]
    public void Resume_WhileTheOldestEventIsLookedAt_StartsWithinTheLimits()
    {
        var world = World();
        world.StoreAnswers = static () => (Second, false);
        var lane = OpenStored(world, 1, Lane() with { PausedAt = At(world) - (3 * Week) }, Some.Binding());
        world.Tell(new DispatchMessage.LanesChanged(lane.Owner, 1, [Lane()], []));

        world.Run(TimeSpan.FromMinutes(1));

        Assert.That(lane.Counters.Delivered, Is.EqualTo(1));
        Assert.That(world.Loop.InFlight, Is.Zero);
    }

    [TestCase(false, TestName = "a plug-in that was back meanwhile")]
    [TestCase(true, TestName = "a refusal that nothing was there to repeat")]
    public void Suspend_OnceMoreForTheSameReason_BeginsAnew(bool isRefusal)
    {
        var world = World(static _ => new(DeliveryResult.Suspend("gone"), 0, TimeSpan.Zero));
        var health = new LaneHealth { SuspendedBecause = "gone", SuspendedAt = At(world) - (3 * Week), IsMisconfigured = isRefusal };
        var lane = OpenStored(world, 0, Lane() with { Health = health }, Some.Binding());
        world.Run(Second);

        world.Tell(new DispatchMessage.StackOpened(lane.Owner, 1, [isRefusal ? Some.Binding() : Gone], [Lane()]));
        world.Run(Second);

        Assert.That(lane.IsSuspended, Is.True);
        Assert.That(TimeSpan.FromTicks(world.Now - lane.HeldSince), Is.LessThan(3 * Second));
    }

    [Test]
    public void Open_OfALaneWhoseSinkTypeIsBack_TellsTheStoreThoughNothingIsPending()
    {
        var world = new SimulatedWorld(new DispatchOptions(), Delivers);
        var stack = world.Open(Some.Stack(), Gone);
        world.Run(Second);
        var before = Stored(world, stack).Single().Health.SuspendedBecause;

        var restarted = new StackLanes(stack.Stack, stack.Log, new RecentEvents(16, new MemoryBudget(1 << 20)));
        world.Tell(new DispatchMessage.StackOpened(restarted, 0, [Some.Binding()], Stored(world, stack)));
        world.Run(Second);

        Assert.That(before, Is.EqualTo("gone"));
        Assert.That(Stored(world, stack).Single().Health, Is.EqualTo(LaneHealth.Unknown));
    }

    private static LaneBinding Gone => Some.Binding() with { SuspendedBecause = "gone" };

    private static StoredLane Lane() => new(Some.Binding().Key, 0, 0, default);

    private static SimulatedAnswer Delivers(DeliveryAttempt attempt) => new(DeliveryResult.Delivered, attempt.Events.Length, TimeSpan.Zero);

    private static DateTimeOffset At(SimulatedWorld world) => new(world.Now, TimeSpan.Zero);

    private static SimulatedWorld World(Func<DeliveryAttempt, SimulatedAnswer>? answer = null) =>
        new(new DispatchOptions(), answer ?? Delivers, new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 10 });

    // One event has been recorded just now, and none of it is in memory.
    private static Lane OpenStored(SimulatedWorld world, long head, StoredLane stored, LaneBinding binding)
    {
        var stack = world.Open(Some.Stack());
        stack.Log.AppendAsync(Some.Event(stack.Stack), default).Result();
        world.Tell(new DispatchMessage.StackOpened(stack, head, [binding], [stored]));
        return stack.Lanes.Single();
    }

    private static IReadOnlyList<StoredLane> Stored(SimulatedWorld world, StackLanes stack) =>
        world.Store.FindStackAsync(stack.Stack.Id, default).Result()!.Lanes;
}
