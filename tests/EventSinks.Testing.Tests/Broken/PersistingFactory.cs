using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Comes back with an event that will never fit.</summary>
[Breaks(26)]
[ExportEventSink("persisting")]
public sealed class PersistingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult TooLarge(int bytes) => DeliveryResult.Retry($"the event has {bytes} bytes");
    }
}
