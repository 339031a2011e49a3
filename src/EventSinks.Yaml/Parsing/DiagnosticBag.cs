namespace EventSinks.Yaml.Parsing;

/// <summary>Gathers the diagnostics of one file, up to a limit.</summary>
internal sealed class DiagnosticBag(string file, int limit)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private bool _isOverfull;

    public void AddError(string code, string message, SourceSpan span, string path = "") =>
        Add(Diagnostic.Error(code, message, file, span, path));

    public void AddWarning(string code, string message, SourceSpan span, string path = "") =>
        Add(Diagnostic.Warning(code, message, file, span, path));

    /// <summary>Gets the diagnostics in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> ToList() => [.. _diagnostics.OrderBy(diagnostic => diagnostic.Span.Start)];

    private void Add(Diagnostic diagnostic)
    {
        if (_diagnostics.Count < limit)
        {
            _diagnostics.Add(diagnostic);
        }
        else if (!_isOverfull)
        {
            _isOverfull = true;
            _diagnostics.Add(Diagnostic.Error(
                YamlDiagnosticCodes.TooManyDiagnostics,
                $"there are more than {limit} things to report; the others are left out",
                file,
                diagnostic.Span));
        }
    }
}
