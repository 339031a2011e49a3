using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Takes the process's own credential where the stack has none.</summary>
[Breaks(56, 55)]
[ExportEventSink("borrowing")]
public sealed class BorrowingFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        protected override async ValueTask<string?> FindKeyAsync(CancellationToken cancellationToken) =>
            await base.FindKeyAsync(cancellationToken) ?? Environment.GetEnvironmentVariable("REFERENCE_KEY") ?? Environment.UserName;
    }
}
