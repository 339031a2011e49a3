using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace EventSinks.Dispatch;

/// <summary>
/// The worker's queue of messages. Putting one in costs a queue write; waking the worker costs the caller a thousand times that, so it
/// happens only when the worker has parked, which it does after a while without work. Thread-safe for any number of writers and one reader.
/// </summary>
internal sealed class Inbox : IDisposable
{
    // While it lingers the worker looks by itself, at the price of up to a millisecond of latency. It never spins.
    private static readonly TimeSpan LingerInterval = TimeSpan.FromMilliseconds(1);
    private const int LingerRounds = 50;

    private readonly ConcurrentQueue<DispatchMessage> _messages = new();
    private readonly AutoResetEvent _wake = new(initialState: false);

    // 1 while the worker waits for a wake-up. Whoever turns it to 0 sends the one wake-up.
    private int _parked;

    /// <summary>Gets whether the worker waits for a wake-up.</summary>
    public bool IsParked => Volatile.Read(ref _parked) == 1;

    public int Count => _messages.Count;

    public void Post(DispatchMessage message)
    {
        _messages.Enqueue(message);

        // The write above must be visible before the flag is read: the worker sets the flag first and looks at the queue after.
        Interlocked.MemoryBarrier();
        if (IsParked)
        {
            Wake();
        }
    }

    public bool TryTake([NotNullWhen(true)] out DispatchMessage? message) => _messages.TryDequeue(out message);

    /// <summary>Wakes the worker without a message: something is due.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _parked, 0) == 1)
        {
            _wake.Set();
        }
    }

    /// <summary>Waits for a message: first with short looks at the queue, then parked. Returns early if woken.</summary>
    /// <param name="isDue">Says whether something else is due, so that waiting makes no sense.</param>
    public void Wait(Func<bool> isDue)
    {
        for (var round = 0; round < LingerRounds; round++)
        {
            if (!_messages.IsEmpty || isDue())
            {
                return;
            }

            _wake.WaitOne(LingerInterval);
        }

        Interlocked.Exchange(ref _parked, 1);
        if (_messages.IsEmpty && !isDue())
        {
            _wake.WaitOne();
        }

        Interlocked.Exchange(ref _parked, 0);
    }

    public void Dispose() => _wake.Dispose();
}
