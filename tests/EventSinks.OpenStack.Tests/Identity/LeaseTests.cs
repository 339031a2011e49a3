using EventSinks.Testing;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
public sealed class LeaseTests
{
    [TestCase(3600, 0, false, true)]
    [TestCase(3600, 3480, false, true)]
    [TestCase(3600, 3480.5, true, true)]
    [TestCase(3600, 3599, true, true)]
    [TestCase(3600, 3599.5, true, false)]
    [TestCase(240, 120, false, true)]
    [TestCase(240, 120.5, true, true)]
    [TestCase(239, 119, false, true)]
    [TestCase(239, 120, true, true)]
    [TestCase(20, 10, false, true)]
    [TestCase(20, 10.5, true, true)]
    [TestCase(20, 19.5, true, false)]
    [TestCase(20, 99, true, false)]
    [TestCase(2, 1, false, true)]
    [TestCase(2, 1.5, true, false)]
    [TestCase(null, 1e6, false, true)]
    public void IsDue_OfARenewableToken_GoesByWhatIsLeft(double? life, double age, bool isDue, bool isGood)
    {
        var clock = new ManualTimeProvider();
        var lease = Some(clock, life, canRenew: true);
        clock.Advance(TimeSpan.FromSeconds(age));

        Assert.That((lease.IsDue(clock), lease.IsGood(clock)), Is.EqualTo((isDue, isGood)));
    }

    [TestCase(3600, 3599, false)]
    [TestCase(3600, 3599.5, true)]
    [TestCase(null, 1e6, false)]
    public void IsDue_OfATokenThatCannotBeRenewed_IsItsEnd(double? life, double age, bool isDue)
    {
        var clock = new ManualTimeProvider();
        var lease = Some(clock, life, canRenew: false);
        clock.Advance(TimeSpan.FromSeconds(age));

        Assert.That(lease.IsDue(clock), Is.EqualTo(isDue));
    }

    [TestCase(20, 9, true)]
    [TestCase(20, 10, false)]
    [TestCase(119, 59, true)]
    [TestCase(119, 59.5, false)]
    [TestCase(3600, 59, true)]
    [TestCase(3600, 60, false)]
    [TestCase(null, 59, true)]
    [TestCase(null, 60, false)]
    public void IsYoung_ForAMinuteOrHalfOfAShorterLife_IsTrue(double? life, double age, bool isYoung)
    {
        var clock = new ManualTimeProvider();
        var lease = Some(clock, life, canRenew: true);
        clock.Advance(TimeSpan.FromSeconds(age));

        Assert.That(lease.IsYoung(clock), Is.EqualTo(isYoung));
    }

    private static Lease Some(ManualTimeProvider clock, double? life, bool canRenew) => new(
        new("t-secret", "p1", null, () => ""), clock.GetTimestamp(), life is { } seconds ? TimeSpan.FromSeconds(seconds) : null, canRenew);
}
