using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Tells the server when it is disposed.</summary>
[Breaks(47, 44, AndMore = true)]
[ExportEventSink("farewell")]
public sealed class FarewellFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        public override async ValueTask DisposeAsync()
        {
            using var nothing = new StringContent("goodbye");
            using var answer = await Parts.Client.PostAsync(Parts.Options.Address, nothing);
            await base.DisposeAsync();
        }
    }
}
