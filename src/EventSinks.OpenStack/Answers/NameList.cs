namespace EventSinks.OpenStack.Answers;

/// <summary>Names for a sentence. Many are cut, so that what comes after them, which may be the advice, is not.</summary>
internal static class NameList
{
    // More names than this help nobody to find the one that was meant.
    private const int MaxNames = 20;
    private const int MaxLength = 200;

    /// <summary>Gives the names: 20 at most, and how many more there are.</summary>
    /// <param name="names">The names.</param>
    /// <param name="separator">What stands between two of them.</param>
    public static string Of(IReadOnlyCollection<string> names, string separator = ", ")
    {
        var shown = string.Join(separator, names.Take(MaxNames).Select(static name => OneLine.Of(name, MaxLength)));
        return names.Count > MaxNames ? $"{shown} and {names.Count - MaxNames} more" : shown;
    }
}
