namespace EventSinks.Discovery.Factories;

/// <summary>A factory that throws in one of its methods, or waits there for its gate.</summary>
[ExportEventSink("test-troubled")]
public sealed class TroubledFactory(ManualResetEventSlim gate) : EventSinkFactory<TroubledOptions>
{
    protected override SinkDestination Describe(TroubledOptions options)
    {
        Trouble(options, "describe");
        return new SinkDestination("troubled");
    }

    protected override void Check(TroubledOptions options, OptionsCheck check) => Trouble(options, "check");

    protected override IEventSink Create(TroubledOptions options, SinkContext context)
    {
        Trouble(options, "create");
        throw new InvalidOperationException("no sink after all");
    }

    private void Trouble(TroubledOptions options, string here)
    {
        if (options.At != here)
        {
            return;
        }

        if (options.Throws)
        {
            throw new InvalidOperationException($"trouble at {here}");
        }

        gate.Wait();
    }
}
