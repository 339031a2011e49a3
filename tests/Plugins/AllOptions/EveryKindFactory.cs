using EventSinks;

namespace AllOptions;

/// <summary>A sink type with options of every kind.</summary>
[ExportEventSink("every-kind")]
public sealed class EveryKindFactory : NamedFactory<string, EveryKindOptions>
{
    protected override IEventSink Create(EveryKindOptions options, SinkContext context) => throw new NotSupportedException();
}
