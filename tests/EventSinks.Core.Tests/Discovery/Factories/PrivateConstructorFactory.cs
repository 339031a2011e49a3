namespace EventSinks.Discovery.Factories;

/// <summary>A factory that nobody can make.</summary>
[ExportEventSink("test-private")]
public sealed class PrivateConstructorFactory : EventSinkFactory<object>
{
    private PrivateConstructorFactory()
    {
    }

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
