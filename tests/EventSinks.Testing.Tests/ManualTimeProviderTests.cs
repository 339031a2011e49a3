namespace EventSinks.Testing;

[Parallelizable(ParallelScope.All)]
public sealed class ManualTimeProviderTests
{
    [Test]
    public void Advance_FiresTimersAtTheirTimesInOrder()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        List<(string Timer, TimeSpan At)> fired = [];
        using var second = clock.CreateTimer(_ => fired.Add(("second", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var first = clock.CreateTimer(_ => fired.Add(("first", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.That(fired, Is.EqualTo(new[] { ("first", TimeSpan.FromSeconds(1)), ("second", TimeSpan.FromSeconds(2)), ("first", TimeSpan.FromSeconds(3)) }));
        Assert.That(clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void AdvanceToNextTimer_GoesNoFurther_AndSaysWhetherThereIsOne()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        Assert.That(clock.AdvanceToNextTimer(), Is.False);
        using var timer = clock.CreateTimer(static _ => { }, null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);

        Assert.That(clock.NextDue, Is.EqualTo(start.AddMinutes(5)));
        Assert.That(clock.AdvanceToNextTimer(), Is.True);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(start.AddMinutes(5)));
        Assert.That(clock.NextDue, Is.Null);
    }

    [Test]
    public async Task Delay_EndsWhenTheClockHasMoved()
    {
        var clock = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromDays(1), clock, CancellationToken.None);

        clock.Advance(TimeSpan.FromHours(23));
        Assert.That(delay.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromHours(1));

        await delay;
    }

    [Test]
    public void Advance_Backwards_IsRefused() =>
        Assert.That(static () => new ManualTimeProvider().Advance(TimeSpan.FromSeconds(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
