namespace EventSinks.Benchmarks.Storing;

/// <summary>Takes everything at once, and counts it.</summary>
internal sealed class CountingSink(CountedArrivals arrivals) : IEventSink
{
    public ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        arrivals.Add(batch.Count);
        return ValueTask.FromResult(DeliveryResult.Delivered);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
