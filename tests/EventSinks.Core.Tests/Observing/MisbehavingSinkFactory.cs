namespace EventSinks.Observing;

/// <summary>A sink type that does everything that a sink can, and tells all it knows wherever nobody asked it to promise otherwise.</summary>
[ExportEventSink(SinkType)]
public sealed class MisbehavingSinkFactory(IStackCredentials credentials, SinkGate gate) : EventSinkFactory<MisbehavingOptions>
{
    public const string SinkType = "misbehaving";

    protected override SinkDestination Describe(MisbehavingOptions options) => new(options.Target);

    protected override IEventSink Create(MisbehavingOptions options, SinkContext context) => options.Target == "singly"
        ? new MisbehavingSingleSink(options, gate)
        : new MisbehavingSink(options, context.Stack, credentials, gate);
}
