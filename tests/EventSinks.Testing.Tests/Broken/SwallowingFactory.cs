using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Calls everything delivered.</summary>
[Breaks(27, 28, AndMore = true)]
[ExportEventSink("swallowing")]
public sealed class SwallowingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered) => DeliveryResult.Delivered;
    }
}
