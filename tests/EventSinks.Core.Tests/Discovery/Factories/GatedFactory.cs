namespace EventSinks.Discovery.Factories;

/// <summary>A factory that is not ready before its gate opens.</summary>
[ExportEventSink("test-gated")]
public sealed class GatedFactory(ManualResetEventSlim gate, CountdownEvent entered) : EventSinkFactory<object>
{
    private readonly bool _ready = Wait(entered, gate);

    public bool IsReady => _ready;

    private static bool Wait(CountdownEvent entered, ManualResetEventSlim gate)
    {
        entered.Signal();
        gate.Wait();
        return true;
    }

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
