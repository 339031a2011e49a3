namespace EventSinks.Yaml.Parsing;

/// <summary>A text without its byte order mark, and the way from an index to a place in it.</summary>
internal sealed class SourceText(string text)
{
    public string Text { get; } = text.StartsWith('\uFEFF') ? text[1..] : text;

    /// <summary>Gets the place of a character, which takes a walk through the text.</summary>
    /// <param name="index">Its index in UTF-16 units, counted from 0.</param>
    public SourcePosition At(int index)
    {
        var line = 1;
        var column = 1;
        for (var i = 0; i < index; i++)
        {
            if (IsLineEnd(i))
            {
                line++;
                column = 1;
            }
            else if (!char.IsLowSurrogate(Text[i]))
            {
                column++;
            }
        }

        return new(line, column);
    }

    private bool IsLineEnd(int index) => Text[index] switch
    {
        '\n' or '\u0085' or '\u2028' or '\u2029' => true,
        '\r' => index + 1 == Text.Length || Text[index + 1] != '\n',
        _ => false,
    };
}
