namespace EventSinks.Discovery.Support;

/// <summary>A factory that is only there to be made.</summary>
public abstract class SilentFactory : EventSinkFactory<SilentFactory.NoOptions>
{
    protected override SinkDestination Describe(NoOptions options) => new("nowhere");

    protected override IEventSink Create(NoOptions options, SinkContext context) => throw new NotSupportedException();

    public sealed record NoOptions;
}
