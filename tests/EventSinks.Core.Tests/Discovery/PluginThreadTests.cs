namespace EventSinks.Discovery;

/// <summary>Plug-in code that runs on a thread of its own.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public void RunAll_RunsEverythingInOrderOnOneThread()
    {
        var results = PluginThread.RunAll(
            [.. Enumerable.Range(0, 100).Select(static i => (Func<(int, int)>)(() => (i, Environment.CurrentManagedThreadId)))], Patience);

        Assert.That(results.Select(static result => result.Value.Item1), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(results.Select(static result => result.Value.Item2).Distinct().ToArray(), Has.Length.EqualTo(1).And.Not.Contain(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void RunAll_WhenOneThrows_GivesWhatItThrewInItsPlace()
    {
        var results = PluginThread.RunAll<int>([() => 1, () => throw new InvalidOperationException("a defect"), () => 3], Patience);

        Assert.That((results[0].Value, results[1].Error?.SourceException.Message, results[2].Value), Is.EqualTo((1, "a defect", 3)));
    }

    [Test]
    public void RunAll_WhenOneHangs_GivesWhatWasDone_AndRunsNothingAfterIt()
    {
        using var release = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var ranOn = 0;

        var results = PluginThread.RunAll(
            [
                () => 1,
                () =>
                {
                    release.Wait();
                    ended.Set();
                    return 2;
                },
                () => ranOn = 3,
            ],
            TimeSpan.FromMilliseconds(20));
        release.Set();
        ended.Wait(Patience);

        Assert.That(results[0].Value, Is.EqualTo(1));
        Assert.That(results.Skip(1).Select(static result => result.Error?.SourceException), Is.All.InstanceOf<PluginTimeoutException>());
        Assert.That(ranOn, Is.Zero);
    }
}
