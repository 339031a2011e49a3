namespace EventSinks.Testing.Sinks;

/// <summary>Does with each batch what the faults say, and keeps what arrives of it.</summary>
internal sealed class FaultySink(SinkFaults faults, SinkRecorder recorder, SinkContext context, RecordingSinkOptions options) : IEventSink
{
    public BatchLimits Limits => BatchLimits.Default with { Events = options.BatchEvents };

    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var result = await faults.NextAsync(cancellationToken).ConfigureAwait(false);
        recorder.Add(context, options.Target, batch, result.Outcome is DeliveryOutcome.Delivered ? batch.Count : result.DeliveredEvents);
        return result;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
