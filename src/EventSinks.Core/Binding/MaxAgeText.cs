using System.Globalization;

namespace EventSinks.Binding;

/// <summary>Reads lengths of time such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class MaxAgeText
{
    /// <summary>The longest age that can be said, in days; more than any operator keeps trying.</summary>
    public const int LongestDays = 3_650;

    /// <summary>What an age looks like, for messages.</summary>
    public const string Form = "a whole number of seconds or text such as 90s, 15m, 2h or 7d";

    public const long LongestSeconds = LongestDays * 86_400L;

    /// <summary>Reads an age.</summary>
    /// <param name="text">A whole number and its unit, without a space.</param>
    /// <returns>The age in seconds; null if the text is none, or the number is beyond all measure.</returns>
    public static long? TryReadSeconds(string text)
    {
        var seconds = text.Length < 2 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => 0,
        };

        // Nine digits are more than anybody needs, and cannot overflow.
        return seconds > 0 && text.Length <= 10 && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (long)number * seconds
            : null;
    }
}
