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
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key)
        {
            var result = base.Judge(answer, e, key);
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            return result.Outcome is DeliveryOutcome.Unavailable ? DeliveryResult.Unavailable($"{result.Reason}: {reader.ReadToEnd()}", after: result.RetryAfter) : result;
        }
    }
}
