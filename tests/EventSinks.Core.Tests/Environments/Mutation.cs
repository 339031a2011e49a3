namespace EventSinks.Environments;

/// <summary>A text with one mistake in it, of the size that a slip of the hand makes.</summary>
/// <param name="File">The file that it was made of.</param>
/// <param name="Line">The line that was edited, counted from 1.</param>
/// <param name="Edit">What was done.</param>
/// <param name="Text">The text as it is now.</param>
internal sealed record Mutation(string File, int Line, string Edit, string Text)
{
    private static readonly string[] Insertions =
        [":", "-", "#", "\"", "'", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "\t", "\n", " "];

    /// <summary>Makes every deletion of one character, and 20 insertions at every place.</summary>
    public static IEnumerable<Mutation> Of(string file, string text)
    {
        var line = 1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length)
            {
                yield return new(file, line, $"{Show(text[i].ToString())} deleted", text.Remove(i, 1));
            }

            foreach (var inserted in Insertions)
            {
                yield return new(file, line, $"{Show(inserted)} inserted", text.Insert(i, inserted));
            }

            line += i < text.Length && text[i] == '\n' ? 1 : 0;
        }
    }

    private static string Show(string text) => text switch { "\n" => "line end", "\t" => "tab", " " => "space", _ => text };
}
