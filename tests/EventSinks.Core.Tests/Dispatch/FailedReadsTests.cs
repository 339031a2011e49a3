using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>A store that cannot be read is asked less and less often, and does not fill the log.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class FailedReadsTests : IDisposable
{
    private const int Lanes = 20;

    private readonly CollectedLog _log = new();
    private bool _isDown = true;
    private int _reads;

    public void Dispose() => _log.Dispose();

    [Test]
    public void Read_OfAStoreThatIsDown_IsTriedAgainAfterGrowingWaits_AndSaidOnceAMinute()
    {
        var world = WorldWithBacklogs();

        world.Run(TimeSpan.FromMinutes(30));

        // A read a second for each lane would be 36,000.
        Assert.That(_reads, Is.InRange(Lanes * 5, Lanes * 60));
        Assert.That(_log.Lines.Count(), Is.InRange(2, 31));
        Assert.That(_log.Lines, Is.All.StartsWith("Error ReadFailed: ").And.All.EndsWith("tried again: down"));
    }

    [Test]
    public void Read_WhenTheStoreIsBack_DeliversWithinTheLongestWait_AndBeginsAnew()
    {
        var options = new DispatchOptions();
        var world = WorldWithBacklogs(options);
        world.Run(TimeSpan.FromMinutes(30));
        var before = world.Lanes.Select(static lane => lane.FailedReads).ToArray();

        _isDown = false;
        world.Run(options.RetryMaxDelay);

        Assert.That(before, Is.All.GreaterThan(5));
        Assert.That(world.Lanes.Select(static lane => (lane.Pending, lane.FailedReads)), Is.All.EqualTo((0L, 0)));
    }

    // What is recorded is in the store alone, as after a start.
    private SimulatedWorld WorldWithBacklogs(DispatchOptions? options = null)
    {
        var world = new SimulatedWorld(
            options ?? new DispatchOptions(),
            static attempt => new(DeliveryResult.Delivered, attempt.Events.Length, TimeSpan.Zero),
            new InMemoryEventStoreOptions { KeepSettledEventsPerStack = 10 },
            logger: _log)
        {
            StoreAnswers = () =>
            {
                _reads++;
                return (TimeSpan.Zero, _isDown);
            },
        };
        for (var i = 0; i < Lanes; i++)
        {
            var stack = world.Open(Some.Stack($"s{i}"), Some.Binding());
            stack.Log.AppendAsync(Some.Event(stack.Stack), default).Result();
            world.Tell(new DispatchMessage.StackOpened(stack, 1, [Some.Binding()], [new StoredLane(Some.Binding().Key, 0, 0, default)]));
        }

        return world;
    }
}
