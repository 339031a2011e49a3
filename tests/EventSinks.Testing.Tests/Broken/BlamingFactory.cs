using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Rejects the first event of a batch, whichever is guilty.</summary>
[Breaks(31, 32)]
[ExportEventSink("blaming")]
public sealed class BlamingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered) =>
            result.WithDelivered(result.Outcome is DeliveryOutcome.Rejected ? 0 : delivered);
    }
}
