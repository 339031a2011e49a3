using System.Globalization;

namespace EventSinks.Yaml.Writing;

/// <summary>
/// Says which characters can be seen, and so may stand as they are. All others are escaped: those that YAML does not allow, line ends
/// of any kind, and those that could make a line look like another one (byte order marks, odd spaces, marks of direction).
/// </summary>
internal static class VisibleText
{
    /// <summary>Measures the character at a place.</summary>
    /// <returns>1 or 2 UTF-16 units; 0 if it cannot be seen.</returns>
    public static int LengthAt(string text, int index) => text[index] switch
    {
        >= ' ' and <= '~' => 1,
        < '\u00A1' => 0,
        _ when !IsVisible(CharUnicodeInfo.GetUnicodeCategory(text, index)) => 0,
        var letter => char.IsHighSurrogate(letter) ? 2 : 1,
    };

    /// <summary>Says whether all of a text can be seen.</summary>
    public static bool Includes(string text, string also = "")
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (LengthAt(text, i) is var length and > 0)
            {
                i += length - 1;
            }
            else if (!also.Contains(text[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    // A lone half of a pair has the category Surrogate. What Unicode has not given a meaning yet might be anything.
    private static bool IsVisible(UnicodeCategory category) => category
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
