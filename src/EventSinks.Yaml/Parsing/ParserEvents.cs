using EventSinks.Yaml.Scanning;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventSinks.Yaml.Parsing;

/// <summary>YamlDotNet's events for a text. Whatever its parser throws becomes a diagnostic, and the events end.</summary>
internal sealed class ParserEvents
{
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly LibYamlScanner _scanner;
    private readonly Parser _parser;

    public ParserEvents(string text, bool allowsLongKeys, DiagnosticBag diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        _scanner = new LibYamlScanner(text, allowsLongKeys);
        _parser = new Parser(_scanner);
    }

    /// <summary>Gets the place up to which the text has been looked at.</summary>
    public SourcePosition Position => PositionOf(_scanner.CurrentPosition);

    /// <summary>Gets a value indicating whether the text turned out not to be well-formed.</summary>
    public bool HasFailed { get; private set; }

    public static SourcePosition PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    public static SourceSpan SpanOf(ParsingEvent found) => new(PositionOf(found.Start), PositionOf(found.End));

    public ParsingEvent? Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current : null;
        }
        catch (ScanException error)
        {
            Report(error.Code, error.Message, error.Start, error.End);
        }
        catch (YamlException error) when (error.Start.Line > 0)
        {
            Report(YamlDiagnosticCodes.Syntax, ParserMessage.Of(error), error.Start, error.End);
        }
        catch (Exception)
        {
            // The parser also throws what it does not document.
            Report(YamlDiagnosticCodes.Syntax, "this cannot be read as YAML", _scanner.CurrentPosition, _scanner.CurrentPosition);
        }

        HasFailed = true;
        return null;
    }

    /// <summary>Gets the place after the bracket that an event stands for; null if it stands for none.</summary>
    public SourcePosition? PositionAfterBracket(Mark mark, char bracket) =>
        mark.Index < _text.Length && _text[(int)mark.Index] == bracket ? new((int)mark.Line, (int)mark.Column + 1) : null;

    private void Report(string code, string message, Mark start, Mark end) =>
        _diagnostics.AddError(code, message, new SourceSpan(PositionOf(start), PositionOf(end)));
}
