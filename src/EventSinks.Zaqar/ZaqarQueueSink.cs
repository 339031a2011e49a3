using System.Globalization;
using EventSinks.OpenStack.Answers;
using EventSinks.Zaqar.Answers;
using EventSinks.Zaqar.Connections;
using EventSinks.Zaqar.Requests;

namespace EventSinks.Zaqar;

/// <summary>
/// Puts events into one queue, as many in a request as the server takes, in order: nothing is posted before everything in front of it has
/// been stored.
/// </summary>
internal sealed class ZaqarQueueSink(ZaqarQueueOptions options, StackIdentity stack, ConnectionResolver connections) : IEventSink
{
    private readonly QueueClient _queue = new(options.Target, PublisherId.Of(stack.Id, options.Target));
    private readonly MessageList _messages = new(options.EffectiveTtl, options.Delay);
    private readonly PostSizeLimit _size = new();
    private readonly PostSpan _span = new();

    // What the queue is created with before the first message; null once that is done, or where nothing asks for it.
    private byte[]? _metadata = QueueMetadata.Of(options);

    /// <inheritdoc />
    public BatchLimits Limits => _messages.LimitsFor(PostSpan.MaxEvents, _size.Request);

    /// <inheritdoc />
    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var found = await connections.ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (found.Connection is not { } connection)
        {
            return found.Stop;
        }

        if (await CreateQueueAsync(connection, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        _span.Begin();
        var delivered = 0;
        while (delivered < batch.Count)
        {
            try
            {
                var (stored, stop) = await DeliverSomeAsync(connection, batch, delivered, cancellationToken).ConfigureAwait(false);
                if (stop is { } result)
                {
                    return result.WithDelivered(delivered);
                }

                delivered += stored;
            }
            catch (Exception error) when (delivered > 0)
            {
                // What has arrived must not arrive again. An exception comes back by itself if its event is offered first.
                return DeliveryResult.Retry(OneLine.Of($"after {delivered} of {batch.Count} events: {error.Message}"), delivered);
            }
        }

        return DeliveryResult.Delivered;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<DeliveryResult?> CreateQueueAsync(ZaqarConnection connection, CancellationToken cancellationToken)
    {
        if (_metadata is not { } metadata)
        {
            return null;
        }

        // A delay alone may find a queue that has one.
        if (!connection.Authority.CanCreateQueues)
        {
            return options.QueueMetadata is null ? null : DeliveryResult.Suspend(SignedUrl.CreatesNoQueue);
        }

        var answer = await _queue.CreateAsync(connection, metadata, cancellationToken).ConfigureAwait(false);
        if (answer.Kind is not AnswerKind.Stored)
        {
            return answer.Result;
        }

        _metadata = null;
        return null;
    }

    /// <summary>Posts one request: it stores some events, or teaches how to make the next one smaller, or ends the delivery.</summary>
    private async ValueTask<(int Stored, DeliveryResult? Stop)> DeliverSomeAsync(
        ZaqarConnection connection, EventBatch batch, int start, CancellationToken cancellationToken)
    {
        if (_messages.Measure(batch, start) is var bytes && bytes > _size.Named)
        {
            return (0, TooLarge(bytes));
        }

        var count = _messages.Fit(batch, start, _span.Next(start, batch.Count - start), _size.Request);
        var request = _messages.Write(batch, start, count);
        var answer = await _queue.PostAsync(connection, request, cancellationToken).ConfigureAwait(false);
        switch (answer.Kind)
        {
            case AnswerKind.Stored:
                _span.Stored();
                return (count, null);
            case AnswerKind.MessageRefused:
                _span.Refused(start, count);
                return (0, count > 1 ? null : DeliveryResult.Reject(answer.Reason));
            case AnswerKind.TooLarge:
                _size.Learn(answer.NamedLimit, request.Length);
                return (0, count > 1 ? null : TooLarge(bytes, answer.Reason));
            default:
                return (0, answer.Result);
        }
    }

    private DeliveryResult TooLarge(long bytes, string? reason = null)
    {
        var limit = bytes > _size.Named ? $"the limit is {_size.Named.ToString(CultureInfo.InvariantCulture)}" : reason;
        return DeliveryResult.Reject($"the event is too large: a request with it alone has {bytes.ToString(CultureInfo.InvariantCulture)} bytes; {limit}");
    }
}
