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

    // Diagnostics come in the order of the text, and all of them may concern one line.
    private (int Number, Rune[] Characters) _last;

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
        if (!span.IsKnown || span.Start.Line > _starts.Count || LineAt(span.Start.Line) is not { Length: > 0 } line)
        {
            return null;
        }

        var column = Math.Clamp(span.Start.Column - 1, 0, line.Length);
        var end = span.End.Line == span.Start.Line ? span.End.Column - 1 : line.Length;
        var from = line.Length <= Longest ? 0 : Math.Clamp(column - (Longest / 2), 0, line.Length - Longest);
        var to = Math.Min(line.Length, from + Longest);

        var before = from > 0 ? "…" : "";
        var after = to < line.Length ? "…" : "";
        var indent = string.Concat(line[from..column].Select(static each => each.Value == '\t' ? "\t" : new string(' ', WidthOf(each))));
        return new SourceExcerpt(
            $"{before}{string.Concat(line[from..to].Select(Show))}{after}",
            $"{(from > 0 ? " " : "")}{indent}",
            $"^{new string('~', Math.Max(0, line[column..Math.Max(column, Math.Min(end, to))].Sum(WidthOf) - 1))}");
    }

    // Letters of East Asia and emoji take two columns of a terminal, combining marks none.
    private static int WidthOf(Rune character) => new Segment(Show(character)).CellCount();

    // One character a character, or the marker would stand elsewhere.
    private static string Show(Rune rune) =>
        rune.Value != '\t' && rune.IsBmp && Harmless.IsControl((char)rune.Value) ? "\ufffd" : rune.ToString();

    private Rune[] LineAt(int number)
    {
        if (_last.Number != number)
        {
            var start = _starts[number - 1];
            var end = number < _starts.Count ? _starts[number] - 1 : _text.Length;
            _last = (number, [.. _text[start..end].TrimEnd('\r').EnumerateRunes()]);
        }

        return _last.Characters;
    }

    // The same line ends as YAML 1.1 has.
    private bool IsLineEnd(int index) => _text[index] switch
    {
        '\n' or '\u0085' or '\u2028' or '\u2029' => true,
        '\r' => index + 1 == _text.Length || _text[index + 1] != '\n',
        _ => false,
    };
}
