namespace EventSinks.Testing.Sinks;

/// <summary>
/// Makes sinks of type <c>faulty</c>: their calls come to what a <see cref="SinkFaults"/> says, and what arrives is kept in a
/// <see cref="SinkRecorder"/>. The host exposes both, or a test gives them. Thread-safe.
/// </summary>
/// <param name="faults">What the calls come to.</param>
/// <param name="recorder">Keeps what arrives.</param>
[ExportEventSink("faulty")]
public sealed class FaultySinkFactory(SinkFaults faults, SinkRecorder recorder) : EventSinkFactory<RecordingSinkOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(RecordingSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.Target, Endpoint: "faulty");
    }

    /// <inheritdoc />
    protected override IEventSink Create(RecordingSinkOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        return new FaultySink(faults, recorder, context, options);
    }
}
