using EventSinks.Webhook.Requests;

namespace EventSinks.Webhook;

/// <summary>
/// Posts events to one receiver, in order: nothing is posted before everything in front of it has been taken. A request has one event, or an
/// array of them.
/// </summary>
internal sealed class WebhookSink(Receiver receiver, bool batches) : IEventSink
{
    /// <summary>The media type of several CloudEvents in one array.</summary>
    public const string CloudEventsBatch = "application/cloudevents-batch+json";

    private const string CloudEvent = "application/cloudevents+json";

    // One by one they go within one attempt, whose time they share.
    private static readonly BatchLimits OneByOne = new(20, 1024 * 1024);

    private readonly RequestSize _size = new();

    /// <inheritdoc />
    public BatchLimits Limits => batches ? _size.Limits : OneByOne;

    /// <inheritdoc />
    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var delivered = 0;
        while (delivered < batch.Count)
        {
            if (delivered > 0 && cancellationToken.IsCancellationRequested)
            {
                return DeliveryResult.Retry("stopped between two requests", delivered);
            }

            try
            {
                var (taken, stop) = await PostSomeAsync(batch, delivered, cancellationToken).ConfigureAwait(false);
                if (stop is { } result)
                {
                    return result.WithDelivered(delivered);
                }

                delivered += taken;
            }
            catch (OperationCanceledException) when (delivered > 0)
            {
                // What has arrived must not arrive again.
                return DeliveryResult.Retry("stopped within a request", delivered);
            }
        }

        return DeliveryResult.Delivered;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Posts one request: it brings some events there, or teaches how to make the next one smaller, or ends the delivery.</summary>
    private async ValueTask<(int Taken, DeliveryResult? Stop)> PostSomeAsync(EventBatch batch, int start, CancellationToken cancellationToken)
    {
        var count = batches ? _size.Next(batch, start) : 1;
        var body = batches ? JsonArray.Write(batch, start, count) : batch.GetBody(start);
        var (result, isTooLarge) = await receiver.PostAsync(
            batches ? MessageId.Of(batch, start, count) : MessageId.Of(batch[start].Event), body, ContentTypeOf(batch), cancellationToken).ConfigureAwait(false);
        switch (result.Outcome)
        {
            case DeliveryOutcome.Delivered:
                _size.Taken();
                return (count, null);
            case DeliveryOutcome.Rejected when count > 1 && isTooLarge:
                _size.TooLarge(count, body.Length);
                return (0, null);
            case DeliveryOutcome.Rejected when count > 1:
                _size.Refused(count);
                return (0, null);
            default:
                return (0, result);
        }
    }

    private string ContentTypeOf(EventBatch batch) => batches && batch.ContentType == CloudEvent ? CloudEventsBatch : batch.ContentType;
}
