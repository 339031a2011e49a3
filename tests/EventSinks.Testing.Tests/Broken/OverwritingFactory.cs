using System.Runtime.InteropServices;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Writes into bodies that others read.</summary>
[Breaks(19, AndMore = true)]
[ExportEventSink("overwriting")]
public sealed class OverwritingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body)
        {
            MemoryMarshal.AsMemory(body).Span[^1] = (byte)' ';
            return body;
        }
    }
}
