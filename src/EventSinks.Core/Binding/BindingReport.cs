using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>What came of binding an environment's declarations. Immutable.</summary>
/// <param name="Bindings">The declarations that are ready to deliver, the operator's first, in order.</param>
/// <param name="Diagnostics">
/// Everything found while reading, merging and binding the stack's environment: file after file, each in its own order.
/// </param>
public sealed record BindingReport(IReadOnlyList<SinkBinding> Bindings, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>
    /// Gets the stack's environment as it counts: without the declarations whose place a later file took. This is what to store; kept as it
    /// was bound, both would deliver once it is read back as one text.
    /// </summary>
    public StackEnvironment Environment { get; init; } = StackEnvironment.Empty;

    /// <summary>Gets the declarations of the stack's environment that stand for a sink and could not be bound.</summary>
    public IReadOnlyList<SinkDeclaration> Unbound { get; init; } = [];

    /// <summary>Gets the operator's declarations that stand for a sink and could not be bound.</summary>
    public IReadOnlyList<SinkDeclaration> GlobalUnbound { get; init; } = [];

    /// <summary>Gets what was found in the operator's environment. It is for the operator, and not for the stack's user.</summary>
    public IReadOnlyList<Diagnostic> GlobalDiagnostics { get; init; } = [];

    /// <summary>Gets whether a declaration of the stack's environment could not be bound.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.IsError);
}
