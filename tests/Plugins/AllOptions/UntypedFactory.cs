using EventSinks;

namespace AllOptions;

/// <summary>A factory whose options only its code knows.</summary>
[ExportEventSink("untyped")]
public sealed class UntypedFactory : IEventSinkFactory
{
    public Type OptionsType => typeof(PositionalOptions);

    public SinkDestination Describe(object options) => new("nowhere");

    public void Check(object options, OptionsCheck check)
    {
    }

    public IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
