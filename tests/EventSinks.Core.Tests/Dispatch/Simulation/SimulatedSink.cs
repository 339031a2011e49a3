namespace EventSinks.Dispatch.Simulation;

/// <summary>Stands for a sink that a lane has made; the world carries its calls out.</summary>
internal sealed class SimulatedSink : IEventSink
{
    public bool IsDisposed { get; set; }

    public ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The world answers in place of the sink.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
