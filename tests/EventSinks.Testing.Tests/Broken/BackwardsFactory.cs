using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Sends a batch from its end.</summary>
[Breaks(15, AndMore = true)]
[ExportEventSink("backwards")]
public sealed class BackwardsFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override IReadOnlyList<int> Order(EventBatch batch) => [.. base.Order(batch).Reverse()];
    }
}
