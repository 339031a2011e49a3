using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Says the stack's credential in its reasons.</summary>
[Breaks(37)]
[ExportEventSink("key-telling")]
public sealed class KeyTellingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            base.Judge(answer, e, key) is { Outcome: DeliveryOutcome.Unavailable } result ? DeliveryResult.Unavailable($"{result.Reason} for key {key}", after: result.RetryAfter) : base.Judge(answer, e, key);
    }
}
