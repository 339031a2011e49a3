namespace EventSinks.Benchmarks.Harness;

/// <summary>A candidate that runs in this process, on this thread.</summary>
/// <param name="name">What a table calls it.</param>
/// <param name="action">One run.</param>
internal sealed class LocalCandidate(string name, Action action) : Candidate(name)
{
    public override Sample Run(int times)
    {
        // What others left behind is not for this one to clear away.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action();
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        return new Sample(elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
