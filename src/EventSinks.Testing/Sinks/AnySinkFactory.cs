using System.Text.Json;

namespace EventSinks.Testing.Sinks;

/// <summary>
/// Stands in for a sink type whose plug-in is not there: takes any options, and keeps what arrives in a <see cref="SinkRecorder"/>. Add it with
/// <see cref="StackEventsBuilder.AddSink(string, IEventSinkFactory)"/>. Thread-safe.
/// </summary>
/// <param name="recorder">Keeps what arrives.</param>
/// <remarks>The destination is the option <c>target</c> if that is text, else all options as JSON.</remarks>
public sealed class AnySinkFactory(SinkRecorder recorder) : EventSinkFactory<AnyOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(AnyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(DestinationOf(options));
    }

    /// <inheritdoc />
    protected override IEventSink Create(AnyOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        return new RecordingSink(recorder, context, DestinationOf(options));
    }

    private static string DestinationOf(AnyOptions options) =>
        options.All is not { } all ? "{}"
        : all.TryGetValue("target", out var target) && target.ValueKind is JsonValueKind.String && target.GetString() is { Length: > 0 } text ? text
        : JsonSerializer.Serialize(all.OrderBy(static each => each.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
}
