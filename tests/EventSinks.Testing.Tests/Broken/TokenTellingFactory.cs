using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Says the token in its reasons.</summary>
[Breaks(37)]
[ExportEventSink("token-telling")]
public sealed class TokenTellingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            base.Judge(answer, e, key) is { Outcome: DeliveryOutcome.Unavailable } result ? DeliveryResult.Unavailable($"{result.Reason} for token {Parts.Options.Token}", after: result.RetryAfter) : base.Judge(answer, e, key);
    }
}
