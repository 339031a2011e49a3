using YamlDotNet.Core;

namespace EventSinks.Yaml.Parsing;

/// <summary>What YamlDotNet's parser has to say, with what would be right.</summary>
internal static class ParserMessage
{
    private static readonly (string Words, string Hint)[] Hints =
    [
        ("<document end>", "this line belongs to nothing above it; look at its indentation, and at the quotes and brackets before it"),
        ("<document start>", "a line with --- starts the document after a directive or \"...\""),
        ("node content", "a value is missing here"),
        ("'-' indicator", "the entries of a list start with a dash at the same indentation"),
        ("expected key", "the keys of a map stand at the same indentation, each with a colon and a space behind it"),
        ("',' or ']'", "a comma stands between the entries of a list, and a bracket ends it"),
        ("',' or '}'", "a comma stands between the entries of a map, and a brace ends it"),
        ("tag handle", "declare it with %TAG, or put quotes around the text"),
        ("more than one", "write one, or none"),
        ("duplicate", "write it once"),
    ];

    public static string Of(YamlException error)
    {
        // Diagnostics start small and end without a full stop.
        var message = Excerpt.Shorten(char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.').Replace("  ", " ", StringComparison.Ordinal), 200);
        var hint = Array.Find(Hints, each => message.Contains(each.Words, StringComparison.Ordinal)).Hint;
        return hint is null ? message : $"{message}: {hint}";
    }
}
