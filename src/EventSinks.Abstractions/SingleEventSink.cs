namespace EventSinks;

/// <summary>A sink that sends one event at a time. The base turns its progress into the result of the batch.</summary>
public abstract class SingleEventSink : IEventSink
{
    /// <inheritdoc />
    public virtual BatchLimits Limits => BatchLimits.Default;

    /// <inheritdoc />
    async ValueTask<DeliveryResult> IEventSink.DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        for (var delivered = 0; delivered < batch.Count; delivered++)
        {
            if (delivered > 0 && cancellationToken.IsCancellationRequested)
            {
                return DeliveryResult.Retry("stopped between two events", delivered);
            }

            DeliveryResult result;
            try
            {
                result = await DeliverAsync(batch[delivered], batch.GetBody(delivered), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (delivered > 0)
            {
                // What has arrived must not arrive again. The exception comes back by itself once the event is offered first; its message stays
                // out of this reason, which promises that there is no secret in it.
                return DeliveryResult.Retry($"it threw {error.GetType().Name}", delivered);
            }

            if (result.Outcome is not DeliveryOutcome.Delivered)
            {
                return result.WithDelivered(delivered);
            }
        }

        return DeliveryResult.Delivered;
    }

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Delivers one event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="body">Its body as UTF-8 JSON, only to be read.</param>
    /// <param name="cancellationToken">Signalled when the attempt's time-out has passed or the host stops.</param>
    /// <returns>What became of it; <see cref="DeliveryResult.DeliveredEvents"/> is filled in by the base.</returns>
    protected abstract ValueTask<DeliveryResult> DeliverAsync(
        RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
