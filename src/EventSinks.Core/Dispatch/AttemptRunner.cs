using System.Collections.Concurrent;
using EventSinks.Observing;
using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>
/// Carries attempts out, off the worker: makes the sink if need be, cuts the batch to its limits, calls it, and turns whatever comes of it
/// into a message. Nothing that plug-in code does gets past here. Thread-safe.
/// </summary>
internal sealed class AttemptRunner(
    DispatchOptions options, Func<long> now, Action<DispatchMessage> post, ILogger logger, DeliveryMetrics? metrics = null)
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

    /// <summary>An attempt has outlived its time.</summary>
    /// <param name="attempt">The attempt.</param>
    public void NoteLate(DeliveryAttempt attempt)
    {
        if (!attempt.HasLeftSink && _blocking.TryGetValue(attempt.Queue.Endpoint.SinkType.SinkType, out var starter))
        {
            starter.ReplaceThread();
        }
    }

    private void Run(DeliveryAttempt attempt) => _ = RunAsync(attempt);

    private async Task RunAsync(DeliveryAttempt attempt)
    {
        // If the worker was first, it has ended the attempt already.
        if (!attempt.TryClaim())
        {
            return;
        }

        var started = now();
        var activity = DeliveryTraces.Start(attempt.Queue.Endpoint.SinkType.SinkType);
        var result = await DeliverAsync(attempt).ConfigureAwait(false);
        AttemptReport.Write(attempt, result, activity, metrics, TimeSpan.FromTicks(now() - started));
        post(new DispatchMessage.AttemptEnded(attempt, result));
    }

    // Never throws.
    private async Task<AttemptResult> DeliverAsync(DeliveryAttempt attempt)
    {
        var limits = attempt.Lane.Limits;
        var offered = 0;
        try
        {
            attempt.EnterSink(now());
            var sink = attempt.Handle.GetOrCreate();
            limits = Sane(sink.Limits);
            attempt.Prepare();
            var events = attempt.View is null ? attempt.Events : new RecordedEvent[Math.Min(limits.Events, attempt.Events.Length)];
            offered = CountWithin(limits, attempt, events, out var unfit);
            if (offered == 0)
            {
                // Says nothing of the server, which was not asked.
                return new AttemptResult(DeliveryResult.Reject(unfit!), 1, limits, WasStarted: false);
            }

            if (attempt.Cancellation.IsCancellationRequested)
            {
                // Too late, or the dispatcher stops; either way nothing is held against a sink that was not asked.
                var late = DeliveryResult.Retry(OutcomePolicy.PreparationReason(options));
                return new AttemptResult(late, 0, limits, IsException: true, WasStarted: false);
            }

            return new AttemptResult(await CallAsync(sink, attempt, events.AsMemory(0, offered)).ConfigureAwait(false), offered, limits);
        }
        catch (Exception error)
        {
            // A sink may throw anything; to the worker it is a retry like any other, and counted as an exception.
            var type = error.GetType().Name;
            return new AttemptResult(DeliveryResult.Retry($"{type}: {Message(error)}"), offered, limits, IsException: true) { ErrorType = type };
        }
        finally
        {
            attempt.LeaveSink();
        }
    }

    // A transport's message may repeat what the receiver wrote, which the writer of its URL is not to read inside the operator's network.
    private static string Message(Exception error) =>
        error is HttpRequestException ? DeliveryResult.FromHttpError(error).Reason! : error.Message;

    private ValueTask<DeliveryResult> CallAsync(IEventSink sink, DeliveryAttempt attempt, ReadOnlyMemory<RecordedEvent> events)
    {
        // Only the sink's own part is measured: making it and encoding may be slow the first time, and say nothing of its manners.
        var started = now();
        attempt.EnterSink(started);
        var delivery = sink.DeliverAsync(new EventBatch(events), attempt.Cancellation);
        attempt.LeaveSink();
        if (now() - started > options.BlockingThreshold.Ticks)
        {
            post(new DispatchMessage.SinkTypeBlocked(attempt.Queue.Endpoint.SinkType.SinkType));
        }

        return delivery;
    }

    // What a sink says of itself is not to be relied on.
    private static BatchLimits Sane(BatchLimits limits) =>
        new(Math.Max(1, limits.Events), Math.Max(1, limits.Bytes), Math.Max(0, limits.BytesPerEvent));

    // How many events the limits allow, as the sink sees them. One event is offered however large it is; one that cannot be shown or
    // encoded ends the batch before it.
    private int CountWithin(BatchLimits limits, DeliveryAttempt attempt, RecordedEvent[] seen, out string? error)
    {
        error = null;
        var most = Math.Min(limits.Events, seen.Length);
        long bytes = 0;
        for (var i = 0; i < most; i++)
        {
            if (!TrySee(attempt, i, ref seen[i], out error) || EncodedBody.TryEncode(seen[i].Event, out error) is not { } body)
            {
                return i;
            }

            bytes += body.Length + limits.BytesPerEvent;
            if (bytes > limits.Bytes && limits.Bytes != int.MaxValue && i > 0)
            {
                return i;
            }
        }

        return most;
    }

    private bool TrySee(DeliveryAttempt attempt, int index, ref RecordedEvent seen, out string? error)
    {
        error = null;
        if (attempt.View is not { } view)
        {
            return true;
        }

        var recorded = attempt.Events[index];
        try
        {
            seen = recorded with { Event = view.Of(recorded) };
            return true;
        }
        catch (RedactionException failure)
        {
            error = failure.Message;
            if (index == 0)
            {
                // Else it only ends the batch, and comes back as the first of the next one.
                DispatchLog.RedactorFailed(logger, recorded.Event.Id, recorded.Event.StackId, error, failure.InnerException?.StackTrace ?? "");
            }

            return false;
        }
    }
}
