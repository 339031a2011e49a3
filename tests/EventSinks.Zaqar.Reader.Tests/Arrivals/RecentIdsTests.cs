namespace EventSinks.Zaqar.Reader.Arrivals;

[Parallelizable(ParallelScope.All)]
public sealed class RecentIdsTests
{
    [Test]
    public void Add_BeyondTheCapacity_ForgetsTheOldest()
    {
        var ids = new RecentIds<int>(3);
        foreach (var id in new[] { 1, 2, 2, 3, 4 })
        {
            ids.Add(id);
        }

        Assert.That(Enumerable.Range(1, 4).Select(ids.Contains), Is.EqualTo(new[] { false, true, true, true }));
    }

    [Test]
    public void Add_WithoutCapacity_RemembersNothing()
    {
        var ids = new RecentIds<int>(0);
        ids.Add(1);

        Assert.That(ids.Contains(1), Is.False);
    }
}
