using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Keeps the credential of its first delivery.</summary>
[Breaks(54, 55)]
[ExportEventSink("keeping")]
public sealed class KeepingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private string? _key;

        protected override async ValueTask<string?> FindKeyAsync(CancellationToken cancellationToken) => _key ??= await base.FindKeyAsync(cancellationToken);
    }
}
