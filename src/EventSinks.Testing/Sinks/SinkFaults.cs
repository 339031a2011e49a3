using System.Collections.Concurrent;

namespace EventSinks.Testing.Sinks;

/// <summary>
/// What the calls of faulty sinks come to, one after the other, over all sinks that share it. When nothing is left, batches are delivered.
/// Thread-safe.
/// </summary>
public sealed class SinkFaults
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<DeliveryResult>>> _steps = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    // Threads wait for it, which they cannot do with a Lock.
    private readonly object _block = new();
    private readonly List<(int Count, TaskCompletionSource Done)> _waiters = [];
    private int _calls;

    /// <summary>Gets how many calls have started.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The next call gives a result: any, such as <see cref="DeliveryResult.Suspend"/>. As many events arrive as it says.</summary>
    /// <param name="result">The result.</param>
    /// <returns>These faults.</returns>
    public SinkFaults Then(DeliveryResult result) => Add(_ => Task.FromResult(result));

    /// <summary>The next call throws.</summary>
    /// <param name="error">What it throws.</param>
    /// <returns>These faults.</returns>
    public SinkFaults ThenThrow(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Add(_ => Task.FromException<DeliveryResult>(error));
    }

    /// <summary>The next call does not end until its token is signalled, or <see cref="Release"/> lets it deliver.</summary>
    /// <returns>These faults.</returns>
    public SinkFaults ThenHang() => Add(async token =>
    {
        await _released.Task.WaitAsync(token).ConfigureAwait(false);
        return DeliveryResult.Delivered;
    });

    /// <summary>The next call pays no heed to its token: it ends, delivering, when <see cref="Release"/> is called.</summary>
    /// <returns>These faults.</returns>
    public SinkFaults ThenIgnoreTheToken() => Add(async _ =>
    {
        await _released.Task.ConfigureAwait(false);
        return DeliveryResult.Delivered;
    });

    /// <summary>The next call blocks its thread until <see cref="Release"/> is called, then delivers.</summary>
    /// <returns>These faults.</returns>
    public SinkFaults ThenBlock() => Add(_ =>
    {
        lock (_block)
        {
            while (!_released.Task.IsCompleted)
            {
                Monitor.Wait(_block);
            }
        }

        return Task.FromResult(DeliveryResult.Delivered);
    });

    /// <summary>Lets every call go on that hangs, ignores its token or blocks, now and from now on.</summary>
    public void Release()
    {
        lock (_block)
        {
            _released.TrySetResult();
            Monitor.PulseAll(_block);
        }
    }

    /// <summary>Waits until so many calls have started.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When they have.</returns>
    /// <exception cref="TimeoutException">They have not within 30 seconds.</exception>
    public Task WaitForCallsAsync(int count, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_calls >= count)
            {
                return Task.CompletedTask;
            }

            _waiters.Add((count, done));
        }

        return done.Task.WaitAsync(Patience.Limit, TimeProvider.System, cancellationToken);
    }

    internal Task<DeliveryResult> NextAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _calls++;
            foreach (var (_, done) in _waiters.Where(waiter => waiter.Count <= _calls))
            {
                done.TrySetResult();
            }

            _waiters.RemoveAll(waiter => waiter.Count <= _calls);
        }

        return _steps.TryDequeue(out var step) ? step(cancellationToken) : Task.FromResult(DeliveryResult.Delivered);
    }

    private SinkFaults Add(Func<CancellationToken, Task<DeliveryResult>> step)
    {
        _steps.Enqueue(step);
        return this;
    }
}
