using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Dispatch;

/// <summary>
/// Starts attempts of a sink type that blocks, on a few threads of its own: on the pool they would delay everybody. The threads come with
/// the first attempt and go when there has been none for a while. Thread-safe.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A semaphore without a wait handle holds nothing, and a blocked thread may come back to it at any time.")]
internal sealed class BlockingStarter(string sinkType, int threads, Action<DeliveryAttempt> start)
{
    // Calls that never return may take this many threads in all; then the sink type stands still, and it alone.
    private const int MaxThreads = 64;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<DeliveryAttempt> _attempts = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly Lock _gate = new();
    private int _limit = threads;
    private int _running;
    private int _idle;

    public void Enqueue(DeliveryAttempt attempt)
    {
        _attempts.Enqueue(attempt);
        lock (_gate)
        {
            StartThreadIfNeeded();
        }

        _available.Release();
    }

    /// <summary>A call has outlived its time and still holds its thread: another takes its place, so that the sink type goes on.</summary>
    public void ReplaceThread()
    {
        lock (_gate)
        {
            _limit = Math.Min(_limit + 1, MaxThreads);
            StartThreadIfNeeded();
        }
    }

    private void StartThreadIfNeeded()
    {
        if (_idle < _attempts.Count && _running < _limit)
        {
            _running++;
            new Thread(Run) { IsBackground = true, Name = $"EventSinks blocking {sinkType}" }.UnsafeStart();
        }
    }

    private void Run()
    {
        while (WaitForAttempt())
        {
            if (_attempts.TryDequeue(out var attempt))
            {
                start(attempt);
            }
        }
    }

    private bool WaitForAttempt()
    {
        lock (_gate)
        {
            _idle++;
        }

        var woken = _available.Wait(IdleTime);
        lock (_gate)
        {
            _idle--;

            // Whoever put something in since then saw this thread as idle and started no other.
            if (!woken && !_attempts.IsEmpty)
            {
                woken = true;
            }

            if (!woken)
            {
                _running--;
            }

            return woken;
        }
    }
}
