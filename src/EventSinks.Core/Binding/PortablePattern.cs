using System.Text.RegularExpressions;

namespace EventSinks.Binding;

/// <summary>Carries a .NET pattern over to JSON schema, whose patterns are JavaScript's, and need only match a part of the text.</summary>
internal static partial class PortablePattern
{
    /// <summary>Carries a pattern over.</summary>
    /// <param name="pattern">A pattern that has to match the whole of a text.</param>
    /// <returns>The pattern for JSON schema; null if it has parts that JavaScript does not have, or takes for something else.</returns>
    public static string? Of(string pattern) =>
        ForeignPattern().IsMatch(pattern) ? null
        : IsAnchored(pattern) ? pattern
        : $"^(?:{pattern})$";

    // With alternatives, the anchors of the first and the last would not hold for all of them.
    private static bool IsAnchored(string pattern) =>
        pattern.StartsWith('^') && pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) && !pattern.Contains('|', StringComparison.Ordinal);

    // Groups with options, names or conditions; anchors and categories by letter; character classes that subtract.
    [GeneratedRegex(@"\(\?(?![:=!])|\\[AZzGpPaexck]|-\[", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForeignPattern();
}
