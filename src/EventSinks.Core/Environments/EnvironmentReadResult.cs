using System.Diagnostics.CodeAnalysis;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What became of an environment's text.</summary>
public sealed class EnvironmentReadResult
{
    internal EnvironmentReadResult(StackEnvironment? environment, IReadOnlyList<Diagnostic> diagnostics)
    {
        Environment = environment;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the environment; null if there is any error.</summary>
    public StackEnvironment? Environment { get; }

    /// <summary>Gets everything that is wrong or doubtful, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether the text is an environment.</summary>
    [MemberNotNullWhen(true, nameof(Environment))]
    public bool IsValid => Environment is not null;
}
