using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>An environment that was to be read strictly is wrong. The message has a line for each diagnostic.</summary>
public sealed class EnvironmentFormatException : FormatException
{
    internal EnvironmentFormatException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Gets everything that is wrong or doubtful, in the order of the text; at least one is an error.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
