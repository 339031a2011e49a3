namespace EventSinks.Discovery.Factories;

/// <summary>A second factory for the sink type of <see cref="DisposableFactory"/>.</summary>
[ExportEventSink("test-disposable")]
public sealed class DisposableTwinFactory : EventSinkFactory<object>
{
    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
