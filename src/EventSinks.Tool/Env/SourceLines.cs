using System.Text;
using EventSinks.Tool.Terminal;
using EventSinks.Yaml;
using Spectre.Console.Rendering;

namespace EventSinks.Tool.Env;

/// <summary>A text by its lines, as diagnostics count them.</summary>
internal sealed class SourceLines
{
    // A line that was made by a machine may be as long as the file.
    private const int Longest = 160;

    private readonly List<int> _starts = [0];
    private readonly string _text;

    public SourceLines(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsLineEnd(i))
            {
                _starts.Add(i + 1);
            }
        }
    }

    /// <summary>Shows a place; null if it is not in the text, or at its end where there is nothing to show.</summary>
    public SourceExcerpt? Excerpt(SourceSpan span)
    {
        if (!span.IsKnown || span.Start.Line > _starts.Count || LineAt(span.Start.Line) is not { Length: > 0 } text)
        {
            return null;
        }

        var line = text.EnumerateRunes().Select(Show).ToArray();
        var column = Math.Clamp(span.Start.Column - 1, 0, line.Length);
        var end = span.End.Line == span.Start.Line ? span.End.Column - 1 : line.Length;
        var from = line.Length <= Longest ? 0 : Math.Clamp(column - (Longest / 2), 0, line.Length - Longest);
        var to = Math.Min(line.Length, from + Longest);

        var before = from > 0 ? "…" : "";
        var after = to < line.Length ? "…" : "";
        var indent = string.Concat(line[from..column].Select(static each => each == "\t" ? "\t" : new string(' ', WidthOf(each))));
        return new SourceExcerpt(
            $"{before}{string.Concat(line[from..to])}{after}",
            $"{(from > 0 ? " " : "")}{indent}",
            $"^{new string('~', Math.Max(0, line[column..Math.Max(column, Math.Min(end, to))].Sum(WidthOf) - 1))}");
    }

    // Letters of East Asia and emoji take two columns of a terminal, combining marks none.
    private static int WidthOf(string character) => new Segment(character).CellCount();

    // One character a character, or the marker would stand elsewhere.
    private static string Show(Rune rune) =>
        rune.Value != '\t' && rune.IsBmp && Harmless.IsControl((char)rune.Value) ? "\ufffd" : rune.ToString();

    private string LineAt(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Count ? _starts[line] - 1 : _text.Length;
        return _text[start..end].TrimEnd('\r');
    }

    // The same line ends as YAML 1.1 has.
    private bool IsLineEnd(int index) => _text[index] switch
    {
        '\n' or '\u0085' or '\u2028' or '\u2029' => true,
        '\r' => index + 1 == _text.Length || _text[index + 1] != '\n',
        _ => false,
    };
}
