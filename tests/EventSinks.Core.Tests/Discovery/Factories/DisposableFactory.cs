namespace EventSinks.Discovery.Factories;

/// <summary>A factory that says whether somebody has disposed it.</summary>
[ExportEventSink("test-disposable")]
public sealed class DisposableFactory : EventSinkFactory<object>, IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
