using System.Text;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Stamps what it sends by the machine's clock.</summary>
[Breaks(20, AndMore = true)]
[ExportEventSink("machine-time")]
public sealed class MachineTimeFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body) =>
            Encoding.UTF8.GetBytes($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd} {Encoding.UTF8.GetString(body.Span)}");
    }
}
