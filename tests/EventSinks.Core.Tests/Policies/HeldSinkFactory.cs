using EventSinks.Dispatch;
using EventSinks.Support;

namespace EventSinks.Policies;

/// <summary>A sink type that is held to policies.</summary>
[ExportEventSink("held")]
public sealed class HeldSinkFactory(Arrivals arrivals) : EventSinkFactory<HeldOptions>
{
    protected override SinkDestination Describe(HeldOptions options) => new(options.Target, options.Host);

    protected override IEventSink Create(HeldOptions options, SinkContext context) => new ScriptedSink(async (batch, token) =>
    {
        if (arrivals.Holds)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, token);
        }

        arrivals.Add(options.Target, batch);
        return DeliveryResult.Delivered;
    });
}
