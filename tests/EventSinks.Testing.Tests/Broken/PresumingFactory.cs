using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes it for granted that there is a reason.</summary>
[Breaks(25, 23)]
[ExportEventSink("presuming")]
public sealed class PresumingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body)
        {
            _ = e.Event.ResourceStatusReason!.Length;
            return body;
        }
    }
}
