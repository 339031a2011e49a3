using EventSinks.Dispatch.Restarts;
using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// Processes that are killed or taken over at random moments, over one store that outlives them, from a seed; and bugs planted in what goes
/// between the loop and the world, each of which has to be found. A seed that fails is added to <see cref="Restart_ASeedThatOnceFailed_LosesNothing"/>.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RestartSimulationTests
{
    private const int Seeds = 10_000;
    private const int Parts = 4;

    private static IEnumerable<TestCaseData> Bugs =>
    [
        Bug("LostWakeUp", new Sabotage { SwallowsWakeUp = static number => number % 3 == 0 }, "a wake-up was lost"),
        Bug("CursorBeforeTheAnswer", new Sabotage { SettlesBeforeTheAnswer = true }, "is settled, and has not arrived"),
        Bug("Reordered", new Sabotage { Arrival = static events => events.Reverse() }, "out of order"),
        Bug("ResumedTwice", new Sabotage { ResumesTwice = true }, "two calls of one lane at a time"),
        Bug("SkippedSequence", new Sabotage { Read = static events => events.Count > 1 ? [.. events.Skip(1)] : events }, "is settled, and has not arrived"),
        Bug("StaleEpochAccepted", new Sabotage { Settlement = static (settlement, epoch) => settlement with { Epoch = epoch } }, "a stale epoch was accepted"),
        Bug("DeadLetterLost", new Sabotage { Settlement = static (settlement, _) => settlement with { DeadLetters = [] } }, "is settled, and has not arrived"),
        Bug("SettledTwice", new Sabotage { Commits = 2 }, "the numbers do not add up"),
        Bug("FinishedTooEarly", new Sabotage { Settlement = static (settlement, _) => settlement with { IsFinished = true } }, "finished with something pending"),
        Bug("PauseIgnored", new Sabotage { Stored = static lane => lane with { PausedAt = null } }, "delivered although paused"),
        Bug("ReplayMovesItsBase", new Sabotage { Settlement = static (settlement, _) => settlement with { Lane = settlement.Lane.Base } }, "the cursor goes back"),
        Bug("CursorLostOnRestart", new Sabotage { Stored = static lane => lane with { Cursor = lane.Start, Counters = default } }, "repeated without need"),
    ];

    [Test]
    public void Restart_AtRandomMoments_LosesNothing([Range(0, Parts - 1)] int part)
    {
        var repeats = 0;
        var refused = 0;
        for (var seed = part; seed < Seeds; seed += Parts)
        {
            var world = Simulate(seed, new Sabotage(), out var wrong);
            Assert.That(wrong, Is.Null, $"seed {seed}");
            repeats += world.Repeats;
            refused += world.Refused;
        }

        Assert.That(repeats, Is.GreaterThan(100), "batches that were repeated after a crash");
        Assert.That(refused, Is.GreaterThan(100), "commits of processes that had been taken over");
    }

    [TestCase(2_472, Description = "A dead letter was in the store twice.")]
    [TestCase(5_590, Description = "It was named again and removed again while it was finishing.")]
    public void Restart_ASeedThatOnceFailed_LosesNothing(int seed)
    {
        Simulate(seed, new Sabotage(), out var wrong);

        Assert.That(wrong, Is.Null);
    }

    [TestCaseSource(nameof(Bugs))]
    public void Restart_WithAPlantedBug_FindsIt(object bug, string check)
    {
        List<string> found = [];
        for (var seed = 0; seed < 1_000 && !found.Exists(wrong => wrong.Contains(check, StringComparison.Ordinal)); seed++)
        {
            Simulate(seed, (Sabotage)bug, out var wrong);
            found.AddRange(wrong is null ? [] : [wrong]);
        }

        Assert.That(found, Has.Some.Contains(check));
    }

    private static TestCaseData Bug(string name, Sabotage bug, string check) => new TestCaseData(bug, check).SetArgDisplayNames(name);

    private static RestartWorld Simulate(int seed, Sabotage bug, out string? wrong)
    {
        var world = new RestartWorld(seed, bug);
        try
        {
            new Run(world).ToTheEnd();
            wrong = null;
        }
        catch (InvalidOperationException error)
        {
            wrong = error.ToString();
        }

        return world;
    }

    /// <summary>One history of an engine and its processes.</summary>
    private sealed class Run(RestartWorld world)
    {
        private int _stacks;
        private int _processes;

        private Random Random => world.Random;

        public void ToTheEnd()
        {
            Start();
            Open();
            for (var step = Random.Next(5, 30); step > 0; step--)
            {
                Act();
                world.Run(TimeSpan.FromMilliseconds(Random.Next(4) == 0 ? 3_000 : 20));
            }

            world.HasFaults = false;

            // Only where it is needed: else it would wake lanes whose own wake-up was lost.
            foreach (var stack in world.Current.Stacks.Keys.Where(HasPaused).ToList())
            {
                world.Store.SetPausedAsync(stack, null, paused: false, default).Result();
            }

            world.Current.Sweep();
            world.Run(TimeSpan.FromHours(20));
            world.CheckAllSettled();
        }

        private bool HasPaused(string stack) =>
            world.Store.FindStackAsync(stack, default).Result()!.Lanes.Any(static lane => lane.PausedAt is not null);

        private void Act()
        {
            var stacks = world.Current.Stacks.Values.ToList();
            if (stacks.Count == 0)
            {
                Open();
                return;
            }

            var stack = stacks[Random.Next(stacks.Count)];
            switch (Random.Next(14))
            {
                case 0:
                    world.Current.Kill();
                    world.Processes.Remove(world.Current);
                    Start();
                    break;
                case 1:
                    world.Store.TakeOver();
                    Start();
                    break;
                case 2:
                    Pause(stack.Stack.Id);
                    break;
                case 3:
                    Replay(stack.Stack.Id);
                    break;
                case 4:
                    Reopen(stack);
                    break;
                case 5 when Random.Next(3) == 0:
                    world.Current.Close(stack.Stack.Id);
                    break;
                case 6:
                    // In the engine's own transaction, and found later.
                    if (!stack.IsClosed)
                    {
                        stack.Log.AppendAsync(Some.Event(stack.Stack), default).Result();
                        world.Current.Change(world.Store.FindStackAsync(stack.Stack.Id, default).Result()!);
                    }

                    break;
                default:
                    Publish(stack);
                    break;
            }
        }

        private void Start()
        {
            // Others than the last two have been killed by somebody in the meantime.
            if (world.Processes.Count > 1)
            {
                world.Processes[0].Kill();
                world.Processes.RemoveAt(0);
            }

            var options = new DispatchOptions
            {
                AttemptTimeout = TimeSpan.FromSeconds(2),
                MaxAttemptsPerEndpoint = Random.Next(1, 4),
                MaxAttempts = Random.Next(1, 8),
                CircuitThreshold = Random.Next(1, 4),
                RetryMaxDelay = TimeSpan.FromMinutes(1),
                MemoryEventsPerStack = Random.Next(1, 9),
                MemoryBytes = Random.Next(2) == 0 ? 2_000 : 1 << 20,
                MaxReads = Random.Next(1, 3),
            };
            var process = new SimulatedProcess(world, ++_processes, options);
            world.Processes.Add(process);
            process.Load();
        }

        private void Open()
        {
            world.Current.Open(Some.Stack($"s{++_stacks}"), Bindings());
        }

        private void Reopen(StackLanes stack)
        {
            if (!stack.IsClosed)
            {
                world.Current.Open(stack.Stack, Bindings());
            }
        }

        private void Publish(StackLanes stack)
        {
            for (var i = stack.IsClosed ? 0 : Random.Next(1, 8); i > 0; i--)
            {
                world.Current.Publish(stack, Random.Next(2) == 0 ? "wanted" : "unwanted");
            }
        }

        private void Pause(string stack)
        {
            var lanes = world.Store.FindStackAsync(stack, default).Result()!.Lanes;
            if (lanes.Count > 0)
            {
                world.Store.SetPausedAsync(stack, lanes[Random.Next(lanes.Count)].Key, Random.Next(2) == 0, default).Result();
                world.Current.Sweep();
            }
        }

        private void Replay(string stack)
        {
            var lanes = world.Store.FindStackAsync(stack, default).Result()!.Lanes;
            if (lanes.Count > 0)
            {
                var lane = lanes[Random.Next(lanes.Count)].Key.Base;
                if (lanes.Any(other => other.Key.Replay > 0 && other.Key.Base == lane))
                {
                    // A letter that one replay writes where another has already passed would go with what that one settles.
                    return;
                }

                var source = Random.Next(2) == 0 ? LaneSource.Events : LaneSource.DeadLetters;
                world.Store.ReplayAsync(new ReplayRequest(stack, lane) { Source = source }, default).Result();
                world.Current.Sweep();
            }
        }

        private LaneBinding[] Bindings() =>
        [
            .. Enumerable.Range(0, 3).Where(_ => Random.Next(4) > 0).Select(static i => RestartWorld.Binding(new LaneKey("fake", $"q{i}"))),
        ];
    }
}
