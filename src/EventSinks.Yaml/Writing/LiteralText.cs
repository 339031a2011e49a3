using System.Text;

namespace EventSinks.Yaml.Writing;

/// <summary>Writes text of several lines line by line, as a literal block (<c>|</c>), where nothing of it is lost or unseen.</summary>
internal static class LiteralText
{
    /// <summary>Says whether a text can be written so: whether it has several lines, and all of it can be seen.</summary>
    public static bool CanHold(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not '\n'
        && !HasBlanksAtALineEnd(text)
        && VisibleText.Includes(text, also: "\n\t");

    /// <summary>Appends a text.</summary>
    /// <param name="yaml">Where to write, behind <c>key: </c> or <c>- </c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="column">The column of its lines, counted from 0.</param>
    /// <param name="step">How many columns that is to the right of the block around it.</param>
    public static void Append(StringBuilder yaml, string text, int column, int step)
    {
        yaml.Append('|');
        if (text[0] is ' ' or '\t')
        {
            // Readers take the first line's blanks for the indentation unless they are told how wide that is.
            yaml.Append(step);
        }

        yaml.Append(Chomping(text)).Append('\n');
        var lines = text.EndsWith('\n') ? text.AsSpan(0, text.Length - 1) : text;
        foreach (var range in lines.Split('\n'))
        {
            var line = lines[range];
            yaml.Append(' ', line.IsEmpty ? 0 : column).Append(line).Append('\n');
        }
    }

    // What becomes of the line ends at the end: none, one or all of them.
    private static string Chomping(string text) =>
        !text.EndsWith('\n') ? "-"
        : text.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
        : "";

    private static bool HasBlanksAtALineEnd(string text) =>
        text[^1] is ' ' or '\t' || text.Contains(" \n", StringComparison.Ordinal) || text.Contains("\t\n", StringComparison.Ordinal);
}
