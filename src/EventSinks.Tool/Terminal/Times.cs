using System.Globalization;

namespace EventSinks.Tool.Terminal;

/// <summary>Writes times for people.</summary>
internal static class Times
{
    /// <summary>Gives a moment in UTC, to the second.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Gives a moment; null if there is none.</summary>
    public static string? Text(DateTimeOffset? moment) => moment is { } known ? Text(known) : null;

    /// <summary>Gives a span in its largest unit, rounded down: <c>40 s</c>, <c>3 min</c>, <c>5 h</c>, <c>2 d</c>.</summary>
    public static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span switch
    {
        { TotalDays: >= 2 } => $"{(long)span.TotalDays} d",
        { TotalHours: >= 2 } => $"{(long)span.TotalHours} h",
        { TotalMinutes: >= 2 } => $"{(long)span.TotalMinutes} min",
        _ => $"{Math.Max(0, (long)span.TotalSeconds)} s",
    }}");
}
