using EventSinks.Dispatch.Simulation;

namespace EventSinks.Dispatch;

/// <summary>Lanes that get on with nothing leave the memory to those that do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MemoryOfHeldLanesTests
{
    private static readonly DispatchOptions Options = new() { MemoryBytes = 32 * 1024, MemoryEventsPerStack = 64, CircuitThreshold = 1 };

    [TestCase("suspended")]
    [TestCase("paused")]
    [TestCase("misconfigured")]
    public void Publish_ToStacksWhoseLanesAreHeld_KeepsNothingInMemory(string how)
    {
        var world = new SimulatedWorld(Options, static _ => Answers(DeliveryResult.Suspend("no such room")));
        var stack = world.Open(Some.Stack(), Some.Binding() with { SuspendedBecause = how == "suspended" ? "gone" : null });
        if (how == "paused")
        {
            world.Store.SetPausedAsync(stack.Stack.Id, null, paused: true, default).Result();
            world.Tell(new DispatchMessage.LanesChanged(stack, 0, world.Store.FindStackAsync(stack.Stack.Id, default).Result()!.Lanes, []));
        }

        for (var i = 0; i < 20; i++)
        {
            world.Publish(stack, 3);
            world.Run(TimeSpan.FromMilliseconds(1));
        }

        Assert.That(stack.Lanes.Single().Pending, Is.EqualTo(60));
        Assert.That(stack.Recent.Budget.Used, Is.Zero);
    }

    [TestCase(true, TestName = "behind an open circuit")]
    [TestCase(false, TestName = "that are refused again and again")]
    public void Publish_ToManyStacksThatWait_LeavesMemoryToOthers(bool isUnavailable)
    {
        var answer = isUnavailable ? DeliveryResult.Unavailable("down") : DeliveryResult.Retry("not now");
        var world = new SimulatedWorld(Options, attempt => attempt.Lane.Binding.Name == "good" ? Delivers(attempt) : Answers(answer));
        var stacks = Enumerable.Range(0, 20).Select(i => world.Open(Some.Stack($"s{i}"), Some.Binding($"q{i}", endpoint: "bad"))).ToArray();
        var healthy = world.Open(Some.Stack("healthy"), Some.Binding("good"));
        for (var i = 0; i < 10; i++)
        {
            foreach (var stack in stacks)
            {
                world.Publish(stack, 3);
            }

            world.Run(TimeSpan.FromMilliseconds(1));
        }

        world.Run(TimeSpan.FromMinutes(1));
        var used = healthy.Recent.Budget.Used;
        world.Publish(healthy, 3);
        world.Run(TimeSpan.FromSeconds(1));

        // Half of it, and what was put in last before that was noticed.
        Assert.That(used, Is.LessThan(Options.MemoryBytes * 3 / 4));
        Assert.That(healthy.Lanes.Single().ToStatus().Delivered, Is.EqualTo(3));
    }

    private static SimulatedAnswer Delivers(DeliveryAttempt attempt) => new(DeliveryResult.Delivered, attempt.Events.Length, TimeSpan.Zero);

    private static SimulatedAnswer Answers(DeliveryResult result) => new(result, 0, TimeSpan.Zero);
}
