using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Calls delivered what it was stopped from sending.</summary>
[Breaks(40)]
[ExportEventSink("presumptuous")]
public sealed class PresumptuousFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        public override async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? DeliveryResult.Delivered : await base.DeliverAsync(batch, cancellationToken);
    }
}
