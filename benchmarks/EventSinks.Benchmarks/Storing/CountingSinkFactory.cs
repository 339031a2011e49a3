namespace EventSinks.Benchmarks.Storing;

/// <summary>A sink type that takes everything at once, and counts it.</summary>
/// <param name="arrivals">Is told.</param>
[ExportEventSink(SinkType)]
public sealed class CountingSinkFactory(CountedArrivals arrivals) : EventSinkFactory<CountingSinkOptions>
{
    public const string SinkType = "counting";

    protected override SinkDestination Describe(CountingSinkOptions options) => new("here");

    protected override IEventSink Create(CountingSinkOptions options, SinkContext context) => new CountingSink(arrivals);
}
