using System.Text;
using System.Text.Json.Nodes;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Leaves out what the extended format adds.</summary>
[Breaks(22)]
[ExportEventSink("shortening")]
public sealed class ShorteningFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body)
        {
            var parsed = JsonNode.Parse(body.Span)!;
            return parsed["payload"]!.AsObject().Remove("stack_name") ? Encoding.UTF8.GetBytes(parsed.ToJsonString()) : body;
        }
    }
}
