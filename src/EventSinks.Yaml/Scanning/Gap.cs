namespace EventSinks.Yaml.Scanning;

/// <summary>What stands between two tokens: spaces, comments, line ends.</summary>
internal static class Gap
{
    /// <summary>Goes to the next token.</summary>
    /// <param name="cursor">The place.</param>
    /// <param name="isInFlow">Whether a bracket is open.</param>
    /// <param name="mayStartKey">Whether a key may start here: then a tab would be indentation.</param>
    /// <returns>Whether a key may start at the token.</returns>
    public static bool Skip(TextCursor cursor, bool isInFlow, bool mayStartKey)
    {
        while (true)
        {
            if (cursor.Column == 0 && cursor.Current is '\uFEFF')
            {
                cursor.Skip();
            }

            while (cursor.Current is ' ' || (cursor.Current is '\t' && (isInFlow || !mayStartKey)))
            {
                cursor.Skip();
            }

            if (cursor.Current is '#')
            {
                cursor.SkipToLineEnd();
            }

            if (cursor.SkipBreak() is '\0')
            {
                return mayStartKey;
            }

            mayStartKey |= !isInFlow;
        }
    }
}
