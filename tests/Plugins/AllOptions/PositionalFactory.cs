using EventSinks;

namespace AllOptions;

/// <summary>A sink type whose options are a positional record.</summary>
[ExportEventSink("positional")]
public sealed class PositionalFactory : EventSinkFactory<PositionalOptions>
{
    protected override SinkDestination Describe(PositionalOptions options) => new(options.Place);

    protected override IEventSink Create(PositionalOptions options, SinkContext context) => throw new NotSupportedException();
}
