namespace EventSinks.Testing.Sinks;

/// <summary>
/// Makes sinks of type <c>recording</c>: what they get is kept in a <see cref="SinkRecorder"/>, which the host exposes or a test gives.
/// Thread-safe.
/// </summary>
/// <param name="recorder">Keeps what arrives.</param>
[ExportEventSink("recording")]
public sealed class RecordingSinkFactory(SinkRecorder recorder) : EventSinkFactory<RecordingSinkOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(RecordingSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.Target);
    }

    /// <inheritdoc />
    protected override IEventSink Create(RecordingSinkOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        return new RecordingSink(recorder, context, options.Target) { Limits = BatchLimits.Default with { Events = options.BatchEvents } };
    }
}
