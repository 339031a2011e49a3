using EventSinks.Dispatch;

namespace EventSinks.Binding;

/// <summary>A sink type whose options are described.</summary>
[ExportEventSink("schema")]
public sealed class SchemaSinkFactory : EventSinkFactory<SchemaOptions>
{
    protected override SinkDestination Describe(SchemaOptions options) => new(options.Target);

    protected override IEventSink Create(SchemaOptions options, SinkContext context) => ScriptedSink.Delivering();
}
