namespace EventSinks.Yaml;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The text can be used; it may not mean what its author thinks.</summary>
    Warning,

    /// <summary>The text cannot be used as it is.</summary>
    Error,
}
