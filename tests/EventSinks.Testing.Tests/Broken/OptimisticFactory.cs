using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes everything below 400 for a delivery.</summary>
[Breaks(63, 59)]
[ExportEventSink("optimistic")]
public sealed class OptimisticFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override DeliveryResult Judge(HttpResponseMessage answer, RecordedEvent e, string key) =>
            (int)answer.StatusCode < 400 ? DeliveryResult.Delivered : base.Judge(answer, e, key);
    }
}
