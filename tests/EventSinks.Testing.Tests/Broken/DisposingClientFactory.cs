using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Disposes the client, which is not its own.</summary>
[Breaks(49, AndMore = true)]
[ExportEventSink("disposing-client")]
public sealed class DisposingClientFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        public override ValueTask DisposeAsync()
        {
            Parts.Client.Dispose();
            return base.DisposeAsync();
        }
    }
}
