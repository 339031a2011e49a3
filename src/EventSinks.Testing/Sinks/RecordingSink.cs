namespace EventSinks.Testing.Sinks;

/// <summary>Keeps what it gets.</summary>
internal sealed class RecordingSink(SinkRecorder recorder, SinkContext context, string destination) : IEventSink
{
    public BatchLimits Limits { get; init; } = BatchLimits.Default;

    public ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        recorder.Add(context, destination, batch);
        return ValueTask.FromResult(DeliveryResult.Delivered);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
