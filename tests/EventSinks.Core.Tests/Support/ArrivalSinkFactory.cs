using EventSinks.Dispatch;

namespace EventSinks.Support;

/// <summary>A sink type that keeps what arrives for the test to look at.</summary>
[ExportEventSink("arrival")]
public sealed class ArrivalSinkFactory(Arrivals arrivals) : EventSinkFactory<ArrivalOptions>
{
    protected override SinkDestination Describe(ArrivalOptions options) => new(options.Target);

    protected override IEventSink Create(ArrivalOptions options, SinkContext context)
    {
        arrivals.CountSink();
        return new ScriptedSink((batch, _) =>
        {
            if (options.Rejects)
            {
                return ValueTask.FromResult(DeliveryResult.Reject("not here"));
            }

            arrivals.Add(options.Target, batch);
            return ValueTask.FromResult(DeliveryResult.Delivered);
        });
    }
}
