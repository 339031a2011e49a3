using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Passes on whatever the server answers.</summary>
[Breaks(36, 37, 38)]
[ExportEventSink("repeating")]
public sealed class RepeatingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            base.Judge(answer, e, key) is { Outcome: DeliveryOutcome.Unavailable } result ? DeliveryResult.Unavailable(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult() is { Length: > 0 } text ? text : "no answer", after: result.RetryAfter) : base.Judge(answer, e, key);
    }
}
