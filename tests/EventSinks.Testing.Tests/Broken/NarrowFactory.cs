using System.Text;
using System.Text.Json.Nodes;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Leaves out what it does not know.</summary>
[Breaks(23)]
[ExportEventSink("narrow")]
public sealed class NarrowFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body)
        {
            var parsed = JsonNode.Parse(body.Span)!;
            return parsed.AsObject().Remove("x_member") ? Encoding.UTF8.GetBytes(parsed.ToJsonString()) : body;
        }
    }
}
