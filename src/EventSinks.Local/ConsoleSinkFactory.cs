namespace EventSinks.Local;

/// <summary>Makes sinks of type <c>console</c>: one line for each event, on the process's own output. Thread-safe.</summary>
[ExportEventSink("console")]
public sealed class ConsoleSinkFactory : EventSinkFactory<ConsoleOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(ConsoleOptions options) => new(options.Target);

    /// <inheritdoc />
    protected override IEventSink Create(ConsoleOptions options, SinkContext context) =>
        new ConsoleSink(options.Target == "stderr" ? ConsoleTarget.Stderr : ConsoleTarget.Stdout, options.Style);
}
