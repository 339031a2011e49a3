using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventSinks.Yaml.Parsing;

/// <summary>YamlDotNet's events for a text. Whatever its parser throws becomes a diagnostic, and the events end.</summary>
internal sealed class ParserEvents
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public ParserEvents(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _scanner = new Scanner(new StringReader(source.Text));
        _parser = new Parser(new TabRefusingScanner(source.Text, _scanner));
    }

    /// <summary>Gets a value indicating whether the text turned out not to be well-formed.</summary>
    public bool HasFailed { get; private set; }

    public ParsingEvent? Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current : null;
        }
        catch (TabIndentationException error)
        {
            ReportTab(SourceSpan.At(_source.At(error.Index)));
        }
        catch (YamlException error) when (error.Start.Line > 0)
        {
            Report(error.Message, error.Start, error.End);
        }
        catch (Exception)
        {
            // The parser also throws what it does not document, for instance InvalidOperationException for "a: [\nb\n]".
            Report("this cannot be read; in brackets, indent every line that starts with an unquoted word", _scanner.CurrentPosition, _scanner.CurrentPosition);
        }

        HasFailed = true;
        return null;
    }

    public SourcePosition PositionOf(Mark mark) => _source.At(mark.Index, mark.Line, mark.Column);

    /// <summary>Gets the place after the bracket that an event stands for; null if it stands for none.</summary>
    public SourcePosition? PositionAfterBracket(Mark mark, char bracket) =>
        mark.Index < _source.Text.Length && _source.Text[(int)mark.Index] == bracket
            ? _source.At(mark.Index + 1, mark.Line, mark.Column + 1)
            : null;

    public SourceSpan SpanOf(ParsingEvent found) => new(PositionOf(found.Start), PositionOf(found.End));

    private void Report(string message, Mark start, Mark end)
    {
        var span = new SourceSpan(PositionOf(start), PositionOf(end));
        if (message.Contains("incompatible YAML document", StringComparison.OrdinalIgnoreCase))
        {
            _diagnostics.AddError(YamlDiagnosticCodes.IncompatibleVersion, "found incompatible YAML document: %YAML is 1.1 or 1.2", span);
        }
        else if (message.Contains(" tab ", StringComparison.Ordinal))
        {
            ReportTab(SourceSpan.At(PositionOf(_scanner.CurrentPosition)));
        }
        else
        {
            _diagnostics.AddError(YamlDiagnosticCodes.Syntax, Sentence(message), span);
        }
    }

    private void ReportTab(SourceSpan span) => _diagnostics.AddError(
        YamlDiagnosticCodes.TabIndentation, @"found character '\t' that cannot start any token: indent with spaces, not tabs", span);

    // Diagnostics start small and end without a full stop.
    private static string Sentence(string message) =>
        Excerpt.Shorten(char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.'), 200);
}
