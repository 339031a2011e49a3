namespace EventSinks.Binding;

/// <summary>A sink type that never says what options it has.</summary>
[ExportEventSink("hanging")]
public sealed class HangingSinkFactory : IEventSinkFactory
{
    private static readonly ManualResetEventSlim Never = new();

    public Type OptionsType
    {
        get
        {
            Never.Wait();
            return typeof(object);
        }
    }

    public SinkDestination Describe(object options) => throw new NotSupportedException();

    public void Check(object options, OptionsCheck check)
    {
    }

    public IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
