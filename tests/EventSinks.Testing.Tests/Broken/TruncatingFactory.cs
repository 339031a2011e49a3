using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Sends no more than fifty events of a batch, though its limits say a hundred.</summary>
[Breaks(16)]
[ExportEventSink("truncating")]
public sealed class TruncatingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override IReadOnlyList<int> Order(EventBatch batch) => [.. base.Order(batch).Take(50)];
    }
}
