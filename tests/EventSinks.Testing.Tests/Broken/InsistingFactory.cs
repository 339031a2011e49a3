using System.Net;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Comes back to what is gone for good.</summary>
[Breaks(33, 60)]
[ExportEventSink("insisting")]
public sealed class InsistingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            answer.StatusCode is HttpStatusCode.Gone ? DeliveryResult.Retry("gone") : base.Judge(answer, e, key);
    }
}
