using EventSinks.Dispatch.Simulation;
using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>How lanes give up what has become too old, in simulated time.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MaxAgeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void Deliver_WhenAnEventIsTooOldAtItsFirstTurn_GivesItUpUnsent()
    {
        var world = new SimulatedWorld(new DispatchOptions { AttemptTimeout = 10 * Minute }, attempt => Slowly(attempt, 2 * Minute));
        var stack = world.Open(Some.Stack(), Binding());

        world.Publish(stack);
        world.Publish(stack, 2);
        world.Run();

        var letters = Letters(world);
        Assert.That(Numbers(stack), Is.EqualTo((Recorded: 3L, Delivered: 1L, DeadLettered: 2L, Filtered: 0L, Pending: 0L)));
        Assert.That(letters.Select(static letter => letter.Sequence), Is.EqualTo([2L, 3L]));
        Assert.That(letters.Select(static letter => (letter.Reason, letter.Attempts)), Is.All.EqualTo(("older than max_age 1m", 0)));
        Assert.That(letters.Select(static letter => letter.FirstAttemptAt), Is.EqualTo(letters.Select(static letter => letter.GivenUpAt)));
        Assert.That(world.Attempts, Has.Count.EqualTo(1));
    }

    [Test]
    public void Deliver_WhenAnEventBecomesTooOldBetweenRetries_GivesItUpWithItsLastError()
    {
        var world = new SimulatedWorld(new DispatchOptions(), static _ => new(DeliveryResult.Retry("not now"), 0, TimeSpan.Zero));
        var stack = world.Open(Some.Stack(), Binding());

        world.Publish(stack);
        world.Run();

        var letter = Letters(world).Single();
        Assert.That(letter.Reason, Is.EqualTo("older than max_age 1m: not now"));
        Assert.That(letter.Attempts, Is.EqualTo(world.Attempts.Count).And.GreaterThan(1));
        Assert.That(letter.GivenUpAt - letter.FirstAttemptAt, Is.GreaterThan(Minute));
        Assert.That(Numbers(stack), Is.EqualTo((1L, 0L, 1L, 0L, 0L)));
    }

    [Test]
    public void Deliver_WhenEventsAreTriedUnequallyOften_SaysOfEachHowOftenAndSinceWhen()
    {
        var world = new SimulatedWorld(
            new DispatchOptions(), static _ => new(DeliveryResult.Retry("not now", 0, TimeSpan.FromSeconds(20)), 0, TimeSpan.Zero));
        var stack = world.Open(Some.Stack(), Binding());
        var start = world.Now;

        world.Publish(stack);
        world.Run(Minute / 2);
        world.Publish(stack);
        world.Run();

        // Tried at 0, 20, 40, 60 and 80 seconds: by then the first event is too old; the second is at 100.
        Assert.That(
            Letters(world).Select(letter => (letter.Sequence, letter.Attempts, new TimeSpan(letter.FirstAttemptAt.UtcTicks - start).TotalSeconds)),
            Is.EqualTo([(1L, 4, 0.0), (2L, 3, 40.0)]));
    }

    [Test]
    public void Deliver_WhenOnlyTheFirstEventsAreTooOld_SendsTheRest()
    {
        var isDown = true;
        var world = new SimulatedWorld(
            new DispatchOptions(), attempt => isDown ? new(DeliveryResult.Retry("down", 0, 2 * Minute), 0, TimeSpan.Zero) : Slowly(attempt, TimeSpan.Zero));
        var stack = world.Open(Some.Stack(), Binding());

        world.Publish(stack, 2);
        world.Run(1.5 * Minute);
        world.Publish(stack, 2);
        isDown = false;
        world.Run();

        Assert.That(Letters(world).Select(static letter => (letter.Sequence, letter.Attempts)), Is.EqualTo([(1L, 1), (2L, 1)]));
        Assert.That(world.Arrived.Single().Value, Is.EqualTo([3L, 4L]));
    }

    [Test]
    public void Deliver_WhenAnEventIsExactlyAsOldAsItMayBe_SendsIt()
    {
        var world = new SimulatedWorld(new DispatchOptions { AttemptTimeout = 10 * Minute }, attempt => Slowly(attempt, Minute));
        var stack = world.Open(Some.Stack(), Binding());

        world.Publish(stack);
        world.Publish(stack);
        world.Run();

        Assert.That(Numbers(stack), Is.EqualTo((2L, 2L, 0L, 0L, 0L)));
    }

    [Test]
    public void Deliver_WithAFilterBesides_CountsWhatIsNotWantedAsFiltered()
    {
        var world = new SimulatedWorld(new DispatchOptions { AttemptTimeout = 10 * Minute }, attempt => Slowly(attempt, 2 * Minute));
        var stack = world.Open(Some.Stack(), Binding() with { Filter = static e => e.ResourceName == "wanted" });

        foreach (var resource in new[] { "wanted", "not", "wanted", "not", "not", "wanted", "not" })
        {
            world.Publish(stack, 1, resource);
        }

        world.Run();

        Assert.That(Numbers(stack), Is.EqualTo((7L, 1L, 2L, 4L, 0L)));
        Assert.That(Letters(world).Select(static letter => letter.Sequence), Is.EqualTo([3L, 6L]));
    }

    [Test]
    public void Deliver_WhenTheOperatorsWindowIsShorter_IsNotTriedForLonger()
    {
        var world = new SimulatedWorld(
            new DispatchOptions { RetryWindow = TimeSpan.FromSeconds(10) }, static _ => new(DeliveryResult.Retry("not now"), 0, TimeSpan.Zero));
        var stack = world.Open(Some.Stack(), Binding());

        world.Publish(stack);
        world.Run();

        Assert.That(Letters(world).Single().Reason, Does.StartWith("not delivered within 00:00:10"));
    }

    [Test]
    public void Deliver_WhenALaneResumesAfterALongTime_DoesNotSendWhatIsTooOld()
    {
        var answers = new Queue<DeliveryResult>([DeliveryResult.Suspend("wrong"), DeliveryResult.Delivered]);
        var world = new SimulatedWorld(new DispatchOptions(), attempt => new(answers.Dequeue(), 0, TimeSpan.Zero));
        var stack = world.Open(Some.Stack(), Binding());
        world.Publish(stack);
        world.Run(2 * Minute);

        world.Open(stack.Stack, Binding() with { Fingerprint = "mended" });
        world.Run();

        Assert.That(Letters(world).Single().Reason, Is.EqualTo("older than max_age 1m"));
        Assert.That(world.Attempts, Has.Count.EqualTo(1));
    }

    [Test]
    public void Deliver_WhenManyEventsAreTooOld_GivesThemUpAtThePaceOfTheStore()
    {
        var world = new SimulatedWorld(new DispatchOptions { AttemptTimeout = 10 * Minute }, attempt => Slowly(attempt, 2 * Minute))
        {
            StoreAnswers = static () => (TimeSpan.FromSeconds(1), false),
        };
        var stack = world.Open(Some.Stack(), Binding());
        world.Publish(stack);
        world.Publish(stack, 1_000);

        world.Run(2 * Minute);
        var atFirst = stack.Lanes.Single().Counters.DeadLettered;
        world.Run();

        Assert.That(atFirst, Is.LessThan(100));
        Assert.That(Numbers(stack), Is.EqualTo((1_001L, 1L, 1_000L, 0L, 0L)));
    }

    [Test]
    public void Deliver_WhenManyEventsAreTooOld_LogsItOnceAMinute()
    {
        using var log = new CollectedLog();
        var world = new SimulatedWorld(new DispatchOptions(), static _ => new(DeliveryResult.Retry("down", 0, 2 * Minute), 0, TimeSpan.Zero), logger: log);
        var stack = world.Open(Some.Stack(), Binding());

        for (var i = 0; i < 2; i++)
        {
            world.Publish(stack, 100);
            world.Run();
        }

        string[] lines = [.. log.Lines.Where(static line => line.StartsWith("Warning", StringComparison.Ordinal))];
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines, Has.All.Match("^Warning EventsTooOld: Sink fake of stack stack has given up [0-9]+ event\\(s\\) in all, because they were older than its max_age 00:01:00$"));
        Assert.That(Numbers(stack).DeadLettered, Is.EqualTo(200));
    }

    [Test]
    public void Select_WhenAClockWasSetBack_SendsNoOldEventBehindAYoungOne()
    {
        var binding = Binding();
        RecordedEvent[] events = [At(1, 90), At(2, 10), At(3, 95), At(4, 20)];

        var selection = BatchSelection.Of(binding, events, now: 100 * TimeSpan.TicksPerSecond);

        Assert.That((selection.Scanned.Length, selection.Wanted.Length, selection.AreTooOld), Is.EqualTo((1, 1, false)));
        Assert.That(BatchSelection.Of(binding, events[1..], 100 * TimeSpan.TicksPerSecond).AreTooOld, Is.True);
    }

    [TestCase(1, "1s")]
    [TestCase(90, "90s")]
    [TestCase(900, "15m")]
    [TestCase(3_600, "1h")]
    [TestCase(604_800, "7d")]
    public void AgeText_IsAsUsersWriteIt(int seconds, string text) => Assert.That(AgeText.Of(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    private static LaneBinding Binding() => Some.Binding() with { MaxAge = Minute };

    private static RecordedEvent At(long sequence, int second) =>
        new(Some.Event(Some.Stack()), sequence, new DateTimeOffset(second * TimeSpan.TicksPerSecond, TimeSpan.Zero));

    private static SimulatedAnswer Slowly(DeliveryAttempt attempt, TimeSpan duration) => new(DeliveryResult.Delivered, attempt.Events.Length, duration);

    private static (long Recorded, long Delivered, long DeadLettered, long Filtered, long Pending) Numbers(StackLanes stack)
    {
        var status = stack.Lanes.Single().ToStatus();
        return (status.Recorded, status.Delivered, status.DeadLettered, status.Filtered, status.Pending);
    }

    private static List<DeadLetter> Letters(SimulatedWorld world) =>
        world.Store.ReadDeadLettersAsync("stack", CancellationToken.None).ToBlockingEnumerable().ToList();
}
