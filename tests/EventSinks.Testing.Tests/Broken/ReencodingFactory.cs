using System.Text.Json;
using System.Text.Json.Nodes;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Reads bodies and writes them anew.</summary>
[Breaks(21)]
[ExportEventSink("reencoding")]
public sealed class ReencodingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body) =>
            JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(body.Span));
    }
}
