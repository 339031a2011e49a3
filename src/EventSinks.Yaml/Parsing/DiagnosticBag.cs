namespace EventSinks.Yaml.Parsing;

/// <summary>Gathers the diagnostics of one file, up to a limit.</summary>
internal sealed class DiagnosticBag(string file, int limit)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private bool _isOverfull;

    public void AddError(string code, string message, SourceSpan span, Func<string>? path = null) =>
        Add(DiagnosticSeverity.Error, code, message, span, path);

    public void AddWarning(string code, string message, SourceSpan span, Func<string>? path = null) =>
        Add(DiagnosticSeverity.Warning, code, message, span, path);

    /// <summary>Gets the diagnostics in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> ToList() => [.. _diagnostics.OrderBy(diagnostic => diagnostic.Span.Start)];

    // A path is made only for what is kept: deep in a text it costs more than the value that it leads to.
    private void Add(DiagnosticSeverity severity, string code, string message, SourceSpan span, Func<string>? path)
    {
        if (_diagnostics.Count < limit)
        {
            _diagnostics.Add(new Diagnostic(code, severity, message, file, span, path?.Invoke() ?? ""));
        }
        else if (!_isOverfull)
        {
            _isOverfull = true;
            _diagnostics.Add(Diagnostic.Error(
                YamlDiagnosticCodes.TooManyDiagnostics,
                $"there are more than {limit} things to report; the others are left out",
                file,
                span));
        }
    }
}
