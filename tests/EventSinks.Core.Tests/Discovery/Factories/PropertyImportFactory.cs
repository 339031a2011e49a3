using System.Composition;

namespace EventSinks.Discovery.Factories;

/// <summary>A factory that imports a property.</summary>
[ExportEventSink("test-property")]
public sealed class PropertyImportFactory : EventSinkFactory<object>
{
    [Import]
    public required IFormatProvider Culture { get; set; }

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
