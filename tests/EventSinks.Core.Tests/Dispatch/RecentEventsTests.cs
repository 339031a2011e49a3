namespace EventSinks.Dispatch;

[Parallelizable(ParallelScope.All)]
public sealed class RecentEventsTests
{
    private readonly StackIdentity _stack = Some.Stack();

    [Test]
    public void Copy_AfterEventsCameInTheWrongOrder_GivesThemInSequence()
    {
        var recent = Wanted(8);
        foreach (var sequence in new[] { 2, 1, 3 })
        {
            recent.Offer(Recorded(sequence));
        }

        Assert.That(Copied(recent, 1), Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public void Copy_AtAHole_GivesNothing()
    {
        var recent = Wanted(8);
        recent.Offer(Recorded(1));
        recent.Offer(Recorded(3));

        Assert.That(Copied(recent, 1), Is.EqualTo([1]));
        Assert.That(recent.Holds(2), Is.False);
        Assert.That(recent.Holds(3), Is.True);
    }

    [Test]
    public void Offer_BeyondTheCapacity_PushesTheOldestOut()
    {
        var recent = Wanted(4);
        for (var i = 1; i <= 10; i++)
        {
            recent.Offer(Recorded(i));
        }

        Assert.That(recent.Holds(6), Is.False);
        Assert.That(Copied(recent, 7), Is.EqualTo([7, 8, 9, 10]));
    }

    [Test]
    public void Offer_OfAnEventFarAhead_StartsAnewOnceAllBeforeIsLetGo()
    {
        var recent = Wanted(4);
        recent.Offer(Recorded(1));
        recent.Trim(1);

        recent.Offer(Recorded(1_000));

        Assert.That(Copied(recent, 1_000), Is.EqualTo([1_000]));
    }

    [Test]
    public void Offer_BeyondTheBudgetOfAllStacks_KeepsTheHeadAndNotTheEvent()
    {
        var budget = new MemoryBudget(1);
        var recent = new RecentEvents(8, budget);
        recent.Want(true);

        recent.Offer(Recorded(1));

        Assert.That(recent.TakeSignal(), Is.EqualTo(1));
        Assert.That(recent.Holds(1), Is.False);
        Assert.That(budget.Used, Is.Zero);
    }

    [Test]
    public void Trim_ReturnsWhatItTookFromTheBudget()
    {
        var budget = new MemoryBudget(1 << 20);
        var recent = new RecentEvents(4, budget);
        recent.Want(true);
        for (var i = 1; i <= 10; i++)
        {
            recent.Offer(Recorded(i));
        }

        recent.Trim(10);

        Assert.That(budget.Used, Is.Zero);
    }

    [Test]
    public void Offer_TellsTheWorkerOnceUntilItLooks()
    {
        var recent = Wanted(8);

        Assert.That(new[] { recent.Offer(Recorded(1)), recent.Offer(Recorded(2)) }, Is.EqualTo([true, false]));
        recent.TakeSignal();
        Assert.That(recent.Offer(Recorded(3)), Is.True);
    }

    [Test]
    public void Offer_WhenNobodyWantsEvents_TellsNobody()
    {
        var recent = new RecentEvents(8, new MemoryBudget(1 << 20));

        Assert.That(recent.Offer(Recorded(1)), Is.False);
        Assert.That(recent.TakeSignal(), Is.EqualTo(1));
    }

    private static RecentEvents Wanted(int capacity)
    {
        var recent = new RecentEvents(capacity, new MemoryBudget(1 << 20));
        recent.Want(true);
        return recent;
    }

    private static long[] Copied(RecentEvents recent, long from)
    {
        var into = new RecordedEvent[16];
        return [.. into[..recent.Copy(from, into)].Select(static e => e.Sequence)];
    }

    private RecordedEvent Recorded(long sequence) => new(Some.Event(_stack), sequence, DateTimeOffset.UnixEpoch);
}
