namespace EventSinks.Benchmarks.Storing;

/// <summary>Counts what arrives, and keeps when the first and the last did. Thread-safe.</summary>
/// <param name="expected">How many are to come.</param>
public sealed class CountedArrivals(int expected)
{
    private readonly TaskCompletionSource<long> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Gets when the first arrived, as a timestamp.</summary>
    public Task<long> First => _first.Task;

    /// <summary>Gets when the last arrived, as a timestamp.</summary>
    public Task<long> Last => _last.Task;

    public void Add(int events)
    {
        _first.TrySetResult(TimeProvider.System.GetTimestamp());
        if (Interlocked.Add(ref _count, events) >= expected)
        {
            _last.TrySetResult(TimeProvider.System.GetTimestamp());
        }
    }
}
