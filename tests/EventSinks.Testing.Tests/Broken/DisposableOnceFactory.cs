using EventSinks.Testing.Proof;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Broken;

/// <summary>Throws when it is disposed twice.</summary>
[Breaks(46)]
[ExportEventSink("disposable-once")]
public sealed class DisposableOnceFactory(ISinkHttp http, IStackCredentials credentials) : ReferenceFactory(http, credentials)
{
    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new Sink(Parts(options, context));

    private sealed class Sink(SinkParts parts) : ReferenceSink(parts)
    {
        private bool _disposed;

        public override ValueTask DisposeAsync()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _disposed = true;
            return base.DisposeAsync();
        }
    }
}
