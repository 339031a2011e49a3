using System.Diagnostics.CodeAnalysis;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What became of an environment's text.</summary>
public sealed class EnvironmentReadResult
{
    internal EnvironmentReadResult(string source, StackEnvironment? environment, IReadOnlyList<Diagnostic> diagnostics)
    {
        Source = source;
        Environment = environment;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the text, for showing the line that a diagnostic is about; empty if the file could not be read as text.</summary>
    public string Source { get; }

    /// <summary>Gets the environment; null if there is any error.</summary>
    public StackEnvironment? Environment { get; }

    /// <summary>Gets everything that is wrong or doubtful, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether the text is an environment.</summary>
    [MemberNotNullWhen(true, nameof(Environment))]
    public bool IsValid => Environment is not null;
}
