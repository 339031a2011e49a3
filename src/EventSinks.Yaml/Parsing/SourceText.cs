namespace EventSinks.Yaml.Parsing;

/// <summary>A text without its byte order mark, and the way from an index to a place in it.</summary>
internal sealed class SourceText
{
    // Where the second halves of surrogate pairs are: what makes UTF-16 units and characters differ.
    private readonly List<int> _lowSurrogates = [];

    // YamlDotNet counts a line more at the end of a text whose last line has no end.
    private SourcePosition? _end;

    public SourceText(string text)
    {
        Text = text.StartsWith('\uFEFF') ? text[1..] : text;
        for (var i = 0; i < Text.Length; i++)
        {
            if (char.IsLowSurrogate(Text[i]))
            {
                _lowSurrogates.Add(i);
            }
        }
    }

    public string Text { get; }

    /// <summary>Gets the place of a character.</summary>
    /// <param name="index">Its index in UTF-16 units, counted from 0.</param>
    /// <param name="line">Its line, counted from 1.</param>
    /// <param name="column">Its column in UTF-16 units, counted from 1.</param>
    public SourcePosition At(long index, long line, long column) =>
        index < Text.Length
            ? new((int)line, (int)(column - LowSurrogatesBefore(index) + LowSurrogatesBefore(index - (column - 1))))
            : _end ??= At(Text.Length);

    /// <summary>Gets the place of a character by its index alone, which takes a walk through the text.</summary>
    public SourcePosition At(int index)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < index; i++)
        {
            if (IsLineEnd(i))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new(line, index - lineStart + 1 - LowSurrogatesBefore(index) + LowSurrogatesBefore(lineStart));
    }

    private bool IsLineEnd(int index) => Text[index] switch
    {
        '\n' or '\u0085' or '\u2028' or '\u2029' => true,
        '\r' => index + 1 == Text.Length || Text[index + 1] != '\n',
        _ => false,
    };

    private int LowSurrogatesBefore(long index)
    {
        if (_lowSurrogates.Count == 0)
        {
            return 0;
        }

        var found = _lowSurrogates.BinarySearch((int)index);
        return found < 0 ? ~found : found;
    }
}
