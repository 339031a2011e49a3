using EventSinks.Dispatch.Simulation;

namespace EventSinks.Dispatch;

/// <summary>Projects and the rates they are held to: the arithmetic, and what the loop makes of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ProjectRatesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void Allowed_OverAnyTime_IsAtMostTheBurstAndTheRateTimesTheTime(int seed)
    {
        var random = new Random(seed);
        var burst = random.Next(1, 50);
        var perEvent = random.NextInt64(1, 5 * TimeSpan.TicksPerSecond);
        var budget = new ProjectBudget("p", perEvent, burst);
        var taken = new List<(long At, int Events)>();
        long now = 1_000_000_000;
        for (var i = 0; i < 60; i++)
        {
            now += random.NextInt64(0, 3 * perEvent);
            var allowed = budget.Allowed(now);
            var events = random.Next(0, allowed + 1);
            budget.Take(events, now);
            taken.Add((now, events));
        }

        for (var from = 0; from < taken.Count; from++)
        {
            long sum = 0;
            for (var to = from; to < taken.Count; to++)
            {
                sum += taken[to].Events;
                Assert.That(sum, Is.LessThanOrEqualTo(burst + ((taken[to].At - taken[from].At) / perEvent)));
            }
        }
    }

    [Test]
    public void Allowed_ByOneWhoTakesWhateverComes_ReachesTheRate()
    {
        var budget = new ProjectBudget("p", 7, 3);
        var sum = 0;
        for (var now = 100L; now < 100 + (7 * 1000); now++)
        {
            var allowed = budget.Allowed(now);
            budget.Take(allowed, now);
            sum += allowed;
        }

        Assert.That(sum, Is.EqualTo(3 + 999));
    }

    [Test]
    public void Publish_BeyondTheRate_WaitsAndIsDeliveredInOrder()
    {
        var world = World(new ProjectRate(10, 5));
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack, 25);
        world.Run(TimeSpan.Zero);
        var atOnce = world.Attempts.Sum(static attempt => attempt.Events.Length);
        var lane = stack.Lanes.Single();
        var state = lane.ToStatus();
        world.Run();

        Assert.That(atOnce, Is.EqualTo(5));
        Assert.That(state, Has.Property("State").EqualTo(LaneState.Throttled).And.Property("Pending").EqualTo(20));
        Assert.That(world.Arrived[lane], Is.EqualTo(Enumerable.Range(1, 25)));
        Assert.That(TimeSpan.FromTicks(world.Attempts[^1].StartedAt - world.Attempts[0].StartedAt), Is.EqualTo(Second * 2));
        Assert.That(lane.ToStatus(), Has.Property("State").EqualTo(LaneState.Healthy).And.Property("Delivered").EqualTo(25));
    }

    [Test]
    public void Publish_OfSeveralStacksAndSinksOfAProject_SharesItsRate_AndOtherProjectsDoNotNotice()
    {
        var world = World(new ProjectRate(10, 4));
        var busy = Enumerable.Range(0, 3).Select(i => world.Open(Some.Stack($"busy{i}"), Some.Binding("a"), Some.Binding("b"))).ToList();
        var calm = world.Open(Some.Stack("calm", "another"), Some.Binding("a"));
        busy.ForEach(stack => world.Publish(stack, 10));

        world.Publish(calm, 4);
        var start = world.Now;
        world.Run();

        Assert.That(world.Attempts.Where(attempt => attempt.Lane.Owner == calm).Select(attempt => attempt.StartedAt), Is.All.EqualTo(start));
        AssertWithin(world, 10, 4);
        Assert.That(TimeSpan.FromTicks(world.Attempts[^1].StartedAt - start), Is.EqualTo(TimeSpan.FromSeconds(5.6)), "60 events, 4 of them at once");
        foreach (var stack in busy)
        {
            Assert.That(stack.Lanes.Select(lane => world.Arrived[lane].Count), Is.All.EqualTo(10));
        }
    }

    [Test]
    public void Publish_AtAHighRate_IsNotWokenForEveryEvent()
    {
        var world = World(new ProjectRate(1_000, 100));
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack, 1_100);
        world.Run();

        Assert.That(world.Attempts.Sum(static attempt => attempt.Events.Length), Is.EqualTo(1_100));
        Assert.That(world.Attempts.Select(static attempt => attempt.StartedAt).Distinct().Count(), Is.EqualTo(11), "the burst, and ten times a tenth of a second's");
        AssertWithin(world, 1_000, 100);
    }

    [Test]
    public void Publish_ToTheOperatorsSink_IsNotHeldUp()
    {
        var world = World(new ProjectRate(0.001, 1));
        var stack = world.Open(Some.Stack(), Some.Binding("users"), Some.Binding("operators") with { IsGlobal = true });

        world.Publish(stack, 20);
        world.Run(Second);

        Assert.That(stack.Lanes.ToDictionary(lane => lane.Binding.Name, lane => lane.Counters.Delivered), Is.EqualTo(new Dictionary<string, long> { ["users"] = 1, ["operators"] = 20 }));
    }

    [Test]
    public void Publish_WhatIsNotWanted_UsesNothingUp()
    {
        var world = World(new ProjectRate(0.001, 2));
        var stack = world.Open(Some.Stack(), Some.Binding() with { Filter = static e => e.ResourceName == "wanted" });

        world.Publish(stack, 10, "unwanted");
        world.Publish(stack, 2, "wanted");
        world.Run(Second);

        Assert.That(stack.Lanes.Single().Counters, Has.Property("Filtered").EqualTo(10).And.Property("Delivered").EqualTo(2));
    }

    [Test]
    public void Retry_OfWhatFailed_CountsAgain()
    {
        var calls = 0;
        var world = World(new ProjectRate(1, 3), attempt => ++calls < 4 ? new(DeliveryResult.Retry("later"), 0, default) : Delivers(attempt));
        var stack = world.Open(Some.Stack(), Some.Binding());

        world.Publish(stack);
        world.Run();

        Assert.That(stack.Lanes.Single().Counters.Delivered, Is.EqualTo(1));
        AssertWithin(world, 1, 3);
    }

    [Test]
    public void Close_AndOpenAgain_GivesNoNewBurst()
    {
        var world = World(new ProjectRate(1, 4));
        for (var i = 0; i < 3; i++)
        {
            var stack = world.Open(Some.Stack($"s{i}"), Some.Binding());
            world.Publish(stack, 4);
            world.Close(stack);
            world.Run(Second);
        }

        world.Run();

        Assert.That(world.Finished, Has.Count.EqualTo(3));
        AssertWithin(world, 1, 4);
    }

    [Test]
    public void Leave_OfTheLast_IsForgottenOnceTheBudgetIsFull()
    {
        var timers = new DispatchTimers(new DispatchOptions());
        var rates = new ProjectRates(new ProjectRate(1, 4), timers);
        var budget = rates.Join("p")!;
        budget.Take(2, Second.Ticks);
        rates.Leave(budget);

        Assert.That(rates.Join("p"), Is.SameAs(budget));
        rates.Leave(budget);
        Assert.That(timers.NextDue, Is.EqualTo((3 * Second).Ticks));
        Assert.That(timers.TakeWake((3 * Second).Ticks), Is.SameAs(budget));
        Assert.That(rates.Wake(budget, (3 * Second).Ticks), Is.False);
        Assert.That(rates.Count, Is.Zero);
    }

    [Test]
    public void Stop_WhileAProjectWaits_Ends()
    {
        var world = World(new ProjectRate(0.001, 1));
        var stack = world.Open(Some.Stack(), Some.Binding());
        world.Publish(stack, 5);
        world.Run(Second);

        world.Tell(new DispatchMessage.StopAsked());

        world.Run(Second);
        Assert.That(world.Loop.IsStopped);
    }

    internal static void AssertWithin(SimulatedWorld world, double rate, int burst)
    {
        foreach (var project in world.Attempts.Where(static attempt => !attempt.Lane.Binding.IsGlobal).GroupBy(static attempt => attempt.Lane.Owner.Stack.ProjectId))
        {
            var started = project.OrderBy(static attempt => attempt.StartedAt).ToList();
            for (var from = 0; from < started.Count; from++)
            {
                var events = 0;
                for (var to = from; to < started.Count; to++)
                {
                    events += started[to].Events.Length;
                    var most = burst + (rate * TimeSpan.FromTicks(started[to].StartedAt - started[from].StartedAt).TotalSeconds);
                    if (events > most + 1e-6)
                    {
                        throw new InvalidOperationException($"project {project.Key} was sent {events} events, although {most} are allowed by then");
                    }
                }
            }
        }
    }

    private static SimulatedAnswer Delivers(DeliveryAttempt attempt) => new(DeliveryResult.Delivered, attempt.Events.Length, default);

    private static SimulatedWorld World(ProjectRate rate, Func<DeliveryAttempt, SimulatedAnswer>? answer = null) =>
        new(new DispatchOptions { ProjectRate = rate }, answer ?? Delivers);
}
