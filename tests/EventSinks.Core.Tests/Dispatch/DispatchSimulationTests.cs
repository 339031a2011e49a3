using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// Random schedules and faults against the loop, from a seed. What must hold at every step is checked by the world; what must hold in the
/// end, here. A seed that fails is added to <see cref="Simulate_ASeedThatOnceFailed_HoldsEverything"/>.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class DispatchSimulationTests
{
    private const int Seeds = 10_000;
    private const int Parts = 4;

    [Test]
    public void Simulate_RandomSchedulesAndFaults_HoldsOrderNumbersAndLimits([Range(0, Parts - 1)] int part)
    {
        var tooOld = 0;
        for (var seed = part; seed < Seeds; seed += Parts)
        {
            tooOld += Simulate(seed);
        }

        Assert.That(tooOld, Is.GreaterThan(1_000), "events that become too old are among what is tried");
    }

    [TestCase(0)]
    public void Simulate_ASeedThatOnceFailed_HoldsEverything(int seed) => Simulate(seed);

    private static int Simulate(int seed)
    {
        try
        {
            var run = new Run(seed);
            run.ToTheEnd();
            return run.TooOld;
        }
        catch (Exception error)
        {
            Assert.Fail($"Seed {seed}: {error}");
            return 0;
        }
    }

    /// <summary>One simulated life of an engine.</summary>
    private sealed class Run
    {
        private readonly Random _random;
        private readonly SimulatedWorld _world;
        private readonly InMemoryEventStoreOptions _storage;
        private readonly List<(StackLanes Stack, LaneBinding[] Bindings)> _open = [];
        private readonly ProjectRate? _rate;
        private bool _faults = true;

        public Run(int seed)
        {
            _random = new Random(seed);
            _rate = _random.Next(3) == 0 ? new ProjectRate(_random.Next(1, 40), _random.Next(1, 20)) : null;
            var options = new DispatchOptions
            {
                AttemptTimeout = TimeSpan.FromSeconds(2),
                MaxAttemptsPerEndpoint = _random.Next(1, 4),
                MaxAttemptsPerProject = _random.Next(1, 5),
                MaxAttemptsPerSinkType = _random.Next(1, 6),
                MaxAttempts = _random.Next(1, 8),
                FairnessQuantum = _random.Next(1, 10),
                RetryWindow = TimeSpan.FromSeconds(_random.Next(20, 2_000)),
                CircuitThreshold = _random.Next(1, 4),
                SinkIdleTime = TimeSpan.FromSeconds(_random.Next(1, 60)),
                MemoryEventsPerStack = _random.Next(1, 9),
                MemoryBytes = _random.Next(4) == 0 ? 2_000 : 1 << 20,
                MaxReads = _random.Next(1, 3),
                ProjectRate = _rate,
            };
            _storage = new InMemoryEventStoreOptions { MaxEventsPerStack = _random.Next(3) == 0 ? _random.Next(3, 12) : 10_000 };
            _world = new SimulatedWorld(options, Answer, _storage, seed)
            {
                StoreAnswers = () => (Milliseconds(_random.Next(3) == 0 ? 50 : 0), _faults && _random.Next(20) == 0),
                DisposalTakes = () => Milliseconds(_random.Next(4) == 0 ? 4_000 : 0),
            };
        }

        public int TooOld => _world.TooOld;

        public void ToTheEnd()
        {
            var stacks = _random.Next(1, 6);
            for (var i = 0; i < stacks; i++)
            {
                var bindings = Bindings();
                _open.Add((_world.Open(new StackIdentity($"s{i}", "n", $"p{_random.Next(3)}"), bindings), bindings));
            }

            for (var step = _random.Next(5, 40); step > 0; step--)
            {
                Act();
                _world.Run(Milliseconds(_random.Next(4) == 0 ? 3_000 : 20));
            }

            _faults = false;
            _world.Run();
            CheckNoneWaitsInVain();
            Reopen();
            _world.Run();
            CheckEverythingSettled();
            Close();
            if (_rate is not null)
            {
                ProjectRatesTests.AssertWithin(_world, _rate.EventsPerSecond, _rate.Burst);
            }
        }

        private void Act()
        {
            var index = _random.Next(_open.Count);
            var (stack, bindings) = _open[index];
            switch (_random.Next(12))
            {
                case 0:
                    bindings = Bindings();
                    _world.Open(stack.Stack, bindings);
                    _open[index] = (stack, bindings);
                    break;
                case 1:
                    _world.Publish(stack, 15);
                    break;
                default:
                    _world.Publish(stack, _random.Next(1, 4), _random.Next(2) == 0 ? "wanted" : "unwanted");
                    break;
            }
        }

        // The same declarations once more: what was suspended goes on.
        private void Reopen()
        {
            foreach (var (stack, bindings) in _open)
            {
                _world.Open(stack.Stack, bindings);
            }
        }

        // Time has passed until nothing was left to come: whoever still has something and is not suspended was forgotten.
        private void CheckNoneWaitsInVain()
        {
            foreach (var (stack, _) in _open)
            {
                var head = stack.Recent.TakeSignal();
                if (stack.Lanes.Find(lane => !lane.IsSuspended && (lane.Pending != 0 || (lane.End is null && lane.Cursor != head))) is { } lane)
                {
                    throw new InvalidOperationException(
                        $"{lane.Binding.Key} rests in {lane.Phase} at {lane.Cursor} of {head}: a wake-up was lost");
                }
            }
        }

        private void CheckEverythingSettled()
        {
            CheckNoneWaitsInVain();
            foreach (var lane in _world.Lanes.Where(lane => lane.End is null))
            {
                var arrived = _world.Arrived.GetValueOrDefault(lane)?.Count ?? 0;
                if (arrived != lane.Counters.Delivered)
                {
                    throw new InvalidOperationException($"{lane.Binding.Key}: {arrived} arrived, {lane.Counters.Delivered} counted");
                }

                if (lane.Counters.Dropped > 0 && _storage.MaxEventsPerStack == 10_000)
                {
                    throw new InvalidOperationException($"{lane.Binding.Key}: {lane.Counters.Dropped} dropped although there was room");
                }
            }

            var drained = new TaskCompletionSource<bool>();
            _world.Tell(new DispatchMessage.DrainAsked(drained));
            if (!drained.Task.IsCompleted)
            {
                throw new InvalidOperationException("everything is settled, but draining goes on");
            }
        }

        private void Close()
        {
            foreach (var (stack, _) in _open)
            {
                _world.Close(stack);
            }

            _world.Run();

            var unfinished = _open.Count(open => !_world.Finished.Contains(open.Stack));
            if (unfinished > 0 || _world.Loop.InFlight != 0)
            {
                throw new InvalidOperationException($"{unfinished} closed stacks did not finish");
            }
        }

        private LaneBinding[] Bindings() =>
        [
            .. Enumerable.Range(0, 4)
                .Where(_ => _random.Next(2) == 0)
                .Select(i => Some.Binding($"q{i}", $"t{i % 2}", $"e{_random.Next(2)}", $"f{_random.Next(2)}") with
                {
                    Filter = i == 3 ? static e => e.ResourceName == "wanted" : null,
                    MaxAge = i >= 2 ? Milliseconds(2_000) : null,
                    IsGlobal = i == 1,
                }),
        ];

        private SimulatedAnswer Answer(DeliveryAttempt attempt)
        {
            var count = attempt.Events.Length;
            var part = _random.Next(count);
            var quick = Milliseconds(_random.Next(30));
            if (!_faults)
            {
                return new(DeliveryResult.Delivered, count, quick);
            }

            return _random.Next(14) switch
            {
                0 => new(DeliveryResult.Retry("later", part), part, quick),
                1 => new(DeliveryResult.Retry("later", 0, TimeSpan.FromSeconds(5)), 0, quick),
                2 or 3 => new(DeliveryResult.Unavailable("down", part), part, quick),
                4 => new(DeliveryResult.Reject("bad", part), part, quick),
                5 => new(DeliveryResult.Retry("boom"), 0, quick, IsException: true),
                6 => new(DeliveryResult.Suspend("wrong", part), part, quick),
                7 => new(DeliveryResult.Delivered, count, TimeSpan.FromHours(1)),
                8 => new(DeliveryResult.Delivered, count, TimeSpan.FromSeconds(9), HeedsCancellation: false),
                9 => new(default, 0, quick),
                _ => new(DeliveryResult.Delivered, count, quick),
            };
        }

        private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
    }
}
