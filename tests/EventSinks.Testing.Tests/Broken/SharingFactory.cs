using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Gives all lanes one sink.</summary>
[Breaks(48)]
[ExportEventSink("sharing")]
public sealed class SharingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    private IEventSink? _only;

    protected override IEventSink Create(ReferenceOptions options, SinkContext context) =>
        LazyInitializer.EnsureInitialized(ref _only, () => base.Create(options, context));
}
