using System.Globalization;
using System.Text;

namespace EventSinks.OpenStack.Answers;

/// <summary>Makes a short line for a person out of whatever a server sent: no control or invisible characters, no runs of blanks.</summary>
internal static class OneLine
{
    /// <summary>The most characters of a line.</summary>
    public const int MaxLength = 300;

    /// <summary>Gives the line; empty if nothing visible is left.</summary>
    public static string Of(string? text) => Of(text, MaxLength);

    /// <summary>Gives the line, cut at another length; empty if nothing visible is left.</summary>
    public static string Of(string? text, int maxLength)
    {
        var line = new StringBuilder(Math.Min(text?.Length ?? 0, maxLength));
        var blank = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || !IsVisible(rune))
            {
                blank = line.Length > 0;
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength + (blank ? 1 : 0) >= maxLength)
            {
                return line.Append('…').ToString();
            }

            line.Append(blank ? " " : "").Append(rune);
            blank = false;
        }

        return line.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
