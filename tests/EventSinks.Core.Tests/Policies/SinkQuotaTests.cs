namespace EventSinks.Policies;

[Parallelizable(ParallelScope.All)]
public sealed class SinkQuotaTests
{
    private readonly StackIdentity _root = new("root", "n");
    private readonly StackIdentity _child = new("child", "n", rootStackId: "root", parentStackId: "root");
    private readonly StackIdentity _grandchild = new("grandchild", "n", rootStackId: "root", parentStackId: "child");

    [Test]
    public void Take_ByStacksOfOneTree_SharesWhatThereIs()
    {
        var quota = new SinkQuota(5);

        Assert.That(quota.Take(_root, 2, 0).Granted, Is.EqualTo(2));
        Assert.That(quota.Take(_child, 2, 0).Granted, Is.EqualTo(2));
        Assert.That(quota.Take(_grandchild, 2, 0), Has.Property("Granted").EqualTo(1).And.Property("Others").EqualTo(4));
        Assert.That(quota.Take(new StackIdentity("other", "n"), 9, 0).Granted, Is.EqualTo(5), "another tree has its own");
    }

    [Test]
    public void Take_Again_GivesBackWhatTheStackHad()
    {
        var quota = new SinkQuota(5);
        quota.Take(_root, 4, 0);
        quota.Take(_child, 1, 0);

        Assert.That(quota.Take(_root, 4, 0).Granted, Is.EqualTo(4));
        Assert.That(quota.Take(_root, 1, 0).Granted, Is.EqualTo(1));
        Assert.That(quota.Take(_child, 9, 0).Granted, Is.EqualTo(4));
    }

    [Test]
    public void Release_OfAStack_FreesItsPart()
    {
        var quota = new SinkQuota(5);
        quota.Take(_root, 5, 0);
        quota.Release("root");
        quota.Release("unknown");

        Assert.That(quota.Take(_child, 5, 0).Granted, Is.EqualTo(5));
    }

    [Test]
    public void Set_AfterAnOpeningThatFailed_IsAsBefore()
    {
        var quota = new SinkQuota(5);
        quota.Take(_root, 3, 0);
        var before = quota.Of("root");
        quota.Take(_root, 0, 0);
        quota.Set(_root, before);

        Assert.That(quota.Take(_child, 5, 0).Granted, Is.EqualTo(2));
    }

    [TestCase(0, 3)]
    [TestCase(3, 3)]
    [TestCase(4, 2)]
    [TestCase(6, 0)]
    [TestCase(60, 0)]
    public void Take_WhileOthersHaveYetToFinish_GivesLessOnceTheyAreAsManyAgain(int finishing, int granted) =>
        Assert.That(new SinkQuota(3).Take(_root, 9, finishing).Granted, Is.EqualTo(granted));

    [Test]
    public void Take_WithoutALimit_GivesAny() => Assert.That(new SinkQuota(null).Take(_root, 99, 99).Granted, Is.GreaterThanOrEqualTo(99));

    [Test]
    public void Take_ByManyAtOnce_NeverGivesMoreThanThereIs()
    {
        var quota = new SinkQuota(100);
        var granted = 0;

        Parallel.For(0, 500, i => Interlocked.Add(ref granted, quota.Take(new StackIdentity($"s{i}", "n", rootStackId: "root"), 3, 0).Granted));

        Assert.That(granted, Is.EqualTo(100));
    }
}
