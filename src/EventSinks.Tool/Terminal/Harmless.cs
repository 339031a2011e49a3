using System.Globalization;
using System.Text;

namespace EventSinks.Tool.Terminal;

/// <summary>Shows text that others wrote: it must neither forge a second line nor steer the terminal.</summary>
internal static class Harmless
{
    /// <summary>Gives a text as one line: breaks and tabs become spaces, other control characters are spelt out.</summary>
    public static string Line(string text)
    {
        if (!text.Any(static c => IsBreak(c) || IsControl(c)))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsBreak(c))
            {
                line.Append(' ');
            }
            else if (IsControl(c))
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                line.Append(c);
            }
        }

        return line.ToString();
    }

    /// <summary>Says whether a character must not reach a terminal as it is.</summary>
    public static bool IsControl(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\t';
}
