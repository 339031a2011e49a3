using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>The operator's environment, bound: every stack has its sinks beside its own. Immutable.</summary>
/// <param name="Declarations">The declarations that stand and are not switched off; no user's may lead to their destinations.</param>
/// <param name="Bindings">The bindings of those that could be bound.</param>
/// <param name="Unbound">The declarations that could not be bound.</param>
/// <param name="Diagnostics">What was found in the environment, for the operator alone.</param>
internal sealed record GlobalSinks(
    IReadOnlyList<BoundDeclaration> Declarations,
    IReadOnlyList<SinkBinding> Bindings,
    IReadOnlyList<SinkDeclaration> Unbound,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Gets what an engine has whose operator has declared nothing.</summary>
    public static GlobalSinks None { get; } = new([], [], [], []);
}
