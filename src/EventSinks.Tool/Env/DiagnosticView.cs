using EventSinks.Yaml;

namespace EventSinks.Tool.Env;

/// <summary>A diagnostic for programs.</summary>
internal sealed record DiagnosticView(string Code, string Severity, string Message, string File, int? Line, int? Column, int? EndLine, int? EndColumn, string Path)
{
    public static DiagnosticView Of(Diagnostic diagnostic)
    {
        var (start, end) = diagnostic.Span;
        var isKnown = diagnostic.Span.IsKnown;
        return new DiagnosticView(
            diagnostic.Code,
            diagnostic.IsError ? "error" : "warning",
            diagnostic.Message,
            diagnostic.File,
            isKnown ? start.Line : null,
            isKnown ? start.Column : null,
            isKnown ? end.Line : null,
            isKnown ? end.Column : null,
            diagnostic.Path);
    }
}
