using System.Collections.Concurrent;

namespace EventSinks.Dispatch;

/// <summary>
/// Carries attempts out, off the worker: makes the sink if need be, cuts the batch to its limits, calls it, and turns whatever comes of it
/// into a message. Nothing that plug-in code does gets past here. Thread-safe.
/// </summary>
internal sealed class AttemptRunner(DispatchOptions options, TimeProvider clock, Action<DispatchMessage> post)
{
    private readonly ConcurrentDictionary<string, BlockingStarter> _blocking = new(StringComparer.Ordinal);

    public void Start(DeliveryAttempt attempt)
    {
        var sinkType = attempt.Queue.Endpoint.SinkType;
        if (sinkType.IsBlocking)
        {
            _blocking.GetOrAdd(sinkType.SinkType, name => new BlockingStarter(name, options.BlockingThreads, Run)).Enqueue(attempt);
        }
        else
        {
            // Without the execution context of whoever published: the attempt must not inherit it.
            ThreadPool.UnsafeQueueUserWorkItem(Run, attempt, preferLocal: false);
        }
    }

    private void Run(DeliveryAttempt attempt) => _ = RunAsync(attempt);

    private async Task RunAsync(DeliveryAttempt attempt)
    {
        var result = attempt.Cancellation.IsCancellationRequested
            ? new AttemptResult(DeliveryResult.Retry("no thread was free to start it in time"), 0, attempt.Lane.Limits, WasStarted: false)
            : await DeliverAsync(attempt).ConfigureAwait(false);
        post(new DispatchMessage.AttemptEnded(attempt, result));
    }

    // Never throws.
    private async Task<AttemptResult> DeliverAsync(DeliveryAttempt attempt)
    {
        var limits = attempt.Lane.Limits;
        var offered = 0;
        try
        {
            attempt.IsInSynchronousPart = true;
            var started = clock.GetTimestamp();
            var sink = attempt.Handle.GetOrCreate();
            limits = Sane(sink.Limits);
            offered = CountWithin(limits, attempt.Events, out var error);
            if (offered == 0)
            {
                attempt.IsInSynchronousPart = false;
                return new AttemptResult(DeliveryResult.Reject(error!), 1, limits);
            }

            var delivery = sink.DeliverAsync(new EventBatch(attempt.Events.AsMemory(0, offered)), attempt.Cancellation);
            attempt.IsInSynchronousPart = false;
            if (clock.GetElapsedTime(started) > options.BlockingThreshold)
            {
                post(new DispatchMessage.SinkTypeBlocked(attempt.Queue.Endpoint.SinkType.SinkType));
            }

            return new AttemptResult(await delivery.ConfigureAwait(false), offered, limits);
        }
        catch (Exception error)
        {
            // A sink may throw anything; to the worker it is a retry like any other, and counted as an exception.
            attempt.IsInSynchronousPart = false;
            return new AttemptResult(DeliveryResult.Retry($"{error.GetType().Name}: {error.Message}"), offered, limits, IsException: true);
        }
    }

    // What a sink says of itself is not to be relied on.
    private static BatchLimits Sane(BatchLimits limits) =>
        new(Math.Max(1, limits.Events), Math.Max(1, limits.Bytes), Math.Max(0, limits.BytesPerEvent));

    // How many events the limits allow. One event is offered however large it is; one that cannot be encoded ends the batch before it.
    private static int CountWithin(BatchLimits limits, RecordedEvent[] events, out string? error)
    {
        error = null;
        var most = Math.Min(limits.Events, events.Length);
        if (limits.Bytes == int.MaxValue)
        {
            return most;
        }

        long bytes = 0;
        for (var i = 0; i < most; i++)
        {
            if (EncodedBody.TryEncode(events[i].Event, out error) is not { } body)
            {
                return i;
            }

            bytes += body.Length + limits.BytesPerEvent;
            if (bytes > limits.Bytes && i > 0)
            {
                return i;
            }
        }

        return most;
    }
}
