using EventSinks;

namespace Plugins.Shared;

/// <summary>Takes everything and does nothing.</summary>
internal sealed class SilentSink : SingleEventSink
{
    protected override ValueTask<DeliveryResult> DeliverAsync(RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        new(DeliveryResult.Delivered);
}
