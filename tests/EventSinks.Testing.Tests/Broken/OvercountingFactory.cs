using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Counts the event that has failed as one that has arrived.</summary>
[Breaks(29, 30, AndMore = true)]
[ExportEventSink("overcounting")]
public sealed class OvercountingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Stopped(EventBatch batch, DeliveryResult result, int delivered) => result.WithDelivered(delivered + 1);
    }
}
