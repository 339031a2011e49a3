using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Gives reasons of several lines.</summary>
[Breaks(36)]
[ExportEventSink("verbose")]
public sealed class VerboseFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            base.Judge(answer, e, key) is { Outcome: DeliveryOutcome.Unavailable } result ? DeliveryResult.Unavailable($"{result.Reason}\nThe server does not serve.", after: result.RetryAfter) : base.Judge(answer, e, key);
    }
}
