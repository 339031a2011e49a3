using EventSinks.Dispatch;

namespace EventSinks.Binding;

/// <summary>A sink type whose destination tells what options it was given.</summary>
public sealed class OpenSinkFactory : EventSinkFactory<OpenOptions>
{
    protected override SinkDestination Describe(OpenOptions options) =>
        new($"{options.Known} {string.Join(' ', options.Others?.Select(static each => $"{each.Key}={each.Value.GetRawText()}") ?? [])}");

    protected override IEventSink Create(OpenOptions options, SinkContext context) => ScriptedSink.Delivering();
}
