using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Gives an event up because its server does not serve.</summary>
[Breaks(28, 57, 63, AndMore = true)]
[ExportEventSink("despairing")]
public sealed class DespairingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            (int)answer.StatusCode >= 500 ? DeliveryResult.Reject("the server does not serve") : base.Judge(answer, e, key);
    }
}
