using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes a connection that fails for the end.</summary>
[Breaks(58, 61)]
[ExportEventSink("final")]
public sealed class FinalFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Unreachable(HttpRequestException error) => DeliveryResult.Suspend("there is no such server");
    }
}
