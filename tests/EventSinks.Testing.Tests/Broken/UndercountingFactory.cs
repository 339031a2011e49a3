using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Says that nothing has arrived whenever something has not.</summary>
[Breaks(29, 30, AndMore = true)]
[ExportEventSink("undercounting")]
public sealed class UndercountingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered) => result.WithDelivered(0);
    }
}
