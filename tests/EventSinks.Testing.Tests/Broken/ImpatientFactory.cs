using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Forgets the wait that a server asks for.</summary>
[Breaks(57)]
[ExportEventSink("impatient")]
public sealed class ImpatientFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            base.Judge(answer, e, key) is { Outcome: DeliveryOutcome.Unavailable } result ? DeliveryResult.Unavailable(result.Reason!) : base.Judge(answer, e, key);
    }
}
