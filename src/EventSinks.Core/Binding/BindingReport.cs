using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>What came of binding an environment's declarations. Immutable.</summary>
/// <param name="Bindings">The declarations that are ready to deliver, in order.</param>
/// <param name="Diagnostics">Everything found while reading and binding, in the order of the file.</param>
public sealed record BindingReport(IReadOnlyList<SinkBinding> Bindings, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Gets the declarations that could not be bound; those that are switched off are not among them.</summary>
    public IReadOnlyList<SinkDeclaration> Unbound { get; init; } = [];

    /// <summary>Gets whether a declaration could not be bound.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.IsError);
}
