namespace EventSinks.Yaml;

/// <summary>One thing that is wrong or doubtful in a text, with its place.</summary>
/// <param name="Code">The stable code, for instance <c>ES1016</c>; <c>docs/environment-file.md</c> explains each.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found and what would be right.</param>
/// <param name="File">The name of the file, as the caller gave it.</param>
/// <param name="Span">Where it is; <see cref="SourceSpan.None"/> if it concerns the file as a whole.</param>
/// <param name="Path">What it is about, for instance <c>event_sinks[0].ttl</c>; empty for the whole document.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    string Message,
    string File,
    SourceSpan Span,
    string Path = "")
{
    /// <summary>Gets a value indicating whether this is an error.</summary>
    public bool IsError => Severity is DiagnosticSeverity.Error;

    /// <summary>Makes an error.</summary>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What was found and what would be right.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="span">Where it is.</param>
    /// <param name="path">What it is about.</param>
    /// <returns>The diagnostic.</returns>
    public static Diagnostic Error(string code, string message, string file, SourceSpan span, string path = "") =>
        new(code, DiagnosticSeverity.Error, message, file, span, path);

    /// <summary>Makes a warning.</summary>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What was found and what would be right.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="span">Where it is.</param>
    /// <param name="path">What it is about.</param>
    /// <returns>The diagnostic.</returns>
    public static Diagnostic Warning(string code, string message, string file, SourceSpan span, string path = "") =>
        new(code, DiagnosticSeverity.Warning, message, file, span, path);

    /// <summary>Writes the diagnostic as one line that an editor can jump to.</summary>
    /// <returns>For instance <c>prod.yaml:4:10: warning ES1016: text</c>.</returns>
    public override string ToString()
    {
        var severity = IsError ? "error" : "warning";
        return Span.IsKnown ? $"{File}:{Span.Start}: {severity} {Code}: {Message}" : $"{File}: {severity} {Code}: {Message}";
    }
}
