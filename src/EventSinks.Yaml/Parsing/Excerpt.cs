namespace EventSinks.Yaml.Parsing;

/// <summary>Quotes a piece of the text in a message, shortened so that a message stays a line.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    public static string Of(string text) => $"'{Shorten(text, MaxLength)}'";

    public static string Shorten(string text, int length) =>
        (text.Length <= length ? text : $"{text.AsSpan(0, length)}…").ReplaceLineEndings(" ");
}
