namespace EventSinks.Discovery.Factories;

/// <summary>A factory that can do without what the host does not give.</summary>
[ExportEventSink("test-optional")]
public sealed class OptionalImportFactory(TimeProvider clock, IFormatProvider? culture = null) : EventSinkFactory<object>
{
    public TimeProvider Clock => clock;

    public IFormatProvider? Culture => culture;

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
