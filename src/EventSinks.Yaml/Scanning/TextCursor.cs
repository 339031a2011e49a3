using System.Buffers;
using YamlDotNet.Core;

namespace EventSinks.Yaml.Scanning;

/// <summary>A place in a text, moved on by those who scan it. It counts lines, and columns in characters, as libyaml does.</summary>
/// <param name="text">The text; every character in it is one that YAML allows.</param>
internal sealed class TextCursor(string text)
{
    // What means nothing but itself inside of any scalar, to be passed over in long strides.
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    private int _lowSurrogates;

    /// <summary>Gets the index in UTF-16 units.</summary>
    public int Index { get; private set; }

    /// <summary>Gets the line, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Gets the column in characters, counted from 0.</summary>
    public int Column { get; private set; }

    /// <summary>Gets how many characters stand before this place.</summary>
    public int Characters => Index - _lowSurrogates;

    public Mark Mark => new(Index, Line, Column + 1);

    /// <summary>Gets the character at this place; NUL at the end.</summary>
    public char Current => Index < text.Length ? text[Index] : '\0';

    public bool IsAtEnd => Index >= text.Length;

    /// <summary>Says whether a line starts here with <c>---</c> or <c>...</c>.</summary>
    public bool IsAtDocumentMarker =>
        Column == 0 && Current is '-' or '.' && Peek(1) == Current && Peek(2) == Current && Letter.IsBlankOrEnd(Peek(3));

    public char Peek(int ahead) => Index + ahead < text.Length ? text[Index + ahead] : '\0';

    public string Slice(int start, int end) => text[start..end];

    /// <summary>Takes a character that ends no line.</summary>
    public void Skip()
    {
        if (char.IsLowSurrogate(text[Index++]))
        {
            _lowSurrogates++;
        }
        else
        {
            Column++;
        }
    }

    /// <summary>Takes a character, and the plain letters and digits behind it.</summary>
    public void SkipWord()
    {
        Skip();
        var rest = text.AsSpan(Index);
        var count = rest.IndexOfAnyExcept(Letters);
        count = count < 0 ? rest.Length : count;
        Index += count;
        Column += count;
    }

    public void Skip(int count)
    {
        for (; count > 0; count--)
        {
            Skip();
        }
    }

    /// <summary>Takes a line end, if there is one here; CR LF is one.</summary>
    /// <returns>What YAML makes of it: a line feed, but of the two Unicode separators themselves; NUL if there was none.</returns>
    public char SkipBreak()
    {
        var letter = Current;
        if (!Letter.IsBreak(letter))
        {
            return '\0';
        }

        Index += letter is '\r' && Peek(1) is '\n' ? 2 : 1;
        Line++;
        Column = 0;
        return letter is '\u2028' or '\u2029' ? letter : '\n';
    }

    public void SkipBlanks()
    {
        while (Letter.IsBlank(Current))
        {
            Skip();
        }
    }

    public void SkipToLineEnd()
    {
        while (!Letter.IsBreakOrEnd(Current))
        {
            SkipWord();
        }
    }

    /// <summary>Takes a name.</summary>
    /// <returns>The name; empty if there is none here.</returns>
    public string TakeName()
    {
        var start = Index;
        while (Letter.IsName(Current))
        {
            Skip();
        }

        return Slice(start, Index);
    }
}
