using System.Text;

namespace EventSinks.Observing;

/// <summary>Takes one event at a time, and throws at every second call with all that it knows.</summary>
internal sealed class MisbehavingSingleSink(MisbehavingOptions options, SinkGate gate) : SingleEventSink
{
    private int _calls;

    protected override async ValueTask<DeliveryResult> DeliverAsync(RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (++_calls == 1)
        {
            // Meanwhile more is published, so that the batches that follow have several events.
            return await gate.WaitAsync();
        }

        return _calls % 2 == 0 ? throw new InvalidOperationException($"{options.Token} {Encoding.UTF8.GetString(body.Span)}") : DeliveryResult.Delivered;
    }
}
