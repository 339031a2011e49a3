using System.Text;
using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Numbers what it sends, so that a repetition is another text.</summary>
[Breaks(18, AndMore = true)]
[ExportEventSink("counting")]
public sealed class CountingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private int _sent;

        protected override ReadOnlyMemory<byte> Encode(RecordedEvent e, ReadOnlyMemory<byte> body) =>
            Encoding.UTF8.GetBytes($"{++_sent} {Encoding.UTF8.GetString(body.Span)}");
    }
}
