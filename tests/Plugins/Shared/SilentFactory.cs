using EventSinks;

namespace Plugins.Shared;

/// <summary>A factory of sinks that take everything and do nothing; what a plug-in is a test of stands in the plug-in.</summary>
public abstract class SilentFactory : EventSinkFactory<SilentOptions>
{
    protected virtual string Place => "nowhere";

    protected override SinkDestination Describe(SilentOptions options) => new(Place);

    protected override IEventSink Create(SilentOptions options, SinkContext context) => new SilentSink();
}
