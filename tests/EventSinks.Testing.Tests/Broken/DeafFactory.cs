using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Pays no heed to its token.</summary>
[Breaks(41, 62, Patience = 1)]
[ExportEventSink("deaf")]
public sealed class DeafFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        public override ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken) =>
            base.DeliverAsync(batch, CancellationToken.None);
    }
}
