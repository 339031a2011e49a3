using EventSinks.Dispatch;

namespace EventSinks.Binding;

/// <summary>A sink type that must be refused because of its options.</summary>
[ExportEventSink("greedy")]
public sealed class GreedySinkFactory : EventSinkFactory<GreedyOptions>
{
    protected override SinkDestination Describe(GreedyOptions options) => new("x");

    protected override IEventSink Create(GreedyOptions options, SinkContext context) => ScriptedSink.Delivering();
}
