namespace EventSinks;

/// <summary>
/// Takes the events of one stack to one destination. A host makes one for each lane, at its first batch, and disposes it when the lane
/// has been idle, its declaration has changed or its stack is closed; never during a call of <see cref="DeliverAsync"/>.
/// </summary>
/// <remarks>An instance is used by one call at a time, from any thread. Different instances of a type run at the same time.</remarks>
public interface IEventSink : IAsyncDisposable
{
    /// <summary>
    /// Gets how large the next batch may be. Read before each batch, so a sink may learn its limits from the server's answers.
    /// </summary>
    BatchLimits Limits => BatchLimits.Default;

    /// <summary>Delivers a batch in order and says how far it got.</summary>
    /// <param name="batch">
    /// At least one event and no more than <see cref="Limits"/> allow, all of one stack, in sequence. A single event is offered even if it
    /// is larger than <see cref="BatchLimits.Bytes"/>: <see cref="DeliveryResult.Reject"/> it. Other sinks read the same events.
    /// </param>
    /// <param name="cancellationToken">
    /// Signalled when the attempt's time-out has passed or the host stops. A call that goes on regardless holds its lane, and no other
    /// call is made on this instance until it has ended.
    /// </param>
    /// <returns>What became of the batch. An exception counts as <see cref="DeliveryResult.Retry"/>.</returns>
    ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken);
}
