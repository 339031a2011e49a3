using System.Diagnostics.CodeAnalysis;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What became of several environments. Immutable.</summary>
public sealed class EnvironmentMergeResult
{
    internal EnvironmentMergeResult(StackEnvironment? environment, IReadOnlyList<Diagnostic> diagnostics)
    {
        Environment = environment;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the environment that they make together; null if there is any error.</summary>
    public StackEnvironment? Environment { get; }

    /// <summary>Gets everything that is wrong or doubtful, the warnings of reading included: file after file, each in the order of its text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether they make an environment.</summary>
    [MemberNotNullWhen(true, nameof(Environment))]
    public bool IsValid => Environment is not null;
}
