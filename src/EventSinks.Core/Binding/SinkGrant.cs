using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>How many of its sinks a stack may have. Immutable.</summary>
/// <param name="Granted">How many.</param>
/// <param name="Max">How many a tree of stacks may have; null for any number.</param>
/// <param name="Others">How many the other stacks of the tree have.</param>
/// <param name="Finishing">How many sinks, no longer declared, the stack has yet to finish.</param>
internal readonly record struct SinkGrant(int Granted, int? Max, int Others = 0, int Finishing = 0)
{
    /// <summary>Gets the grant of a stack without a limit.</summary>
    public static SinkGrant Any { get; } = new(int.MaxValue, null);

    /// <summary>Grants what a stack may have.</summary>
    /// <param name="wanted">How many sinks it declares.</param>
    /// <param name="max">How many a tree of stacks may have; null for any number.</param>
    /// <param name="others">How many the other stacks of the tree have.</param>
    /// <param name="finishing">How many sinks the stack has yet to finish: with twice as many as it may declare, it gets no new ones.</param>
    /// <returns>The grant.</returns>
    public static SinkGrant Of(int wanted, int? max, int others = 0, int finishing = 0) => max is { } most
        ? new(Math.Clamp(Math.Min(most - others, (2 * most) - finishing), 0, wanted), max, others, finishing)
        : new(wanted, null);

    /// <summary>Leaves out the sinks that are too many: the last ones.</summary>
    /// <param name="bindings">The stack's own sinks, in the order of their declarations.</param>
    /// <param name="diagnostics">Takes an error for each that is left out.</param>
    /// <param name="unbound">Takes the declarations that are left out.</param>
    /// <returns>The others.</returns>
    public IReadOnlyList<SinkBinding> Limit(
        IReadOnlyList<SinkBinding> bindings, ICollection<Diagnostic> diagnostics, ICollection<SinkDeclaration> unbound)
    {
        foreach (var declaration in bindings.Skip(Granted).Select(static binding => binding.Declaration))
        {
            var taken = (Others, Finishing) switch
            {
                ( > 0, _) => $", of which other stacks have {Others}",
                (_, > 0) when Finishing + Granted >= 2 * Max => $", and {Finishing} that were taken away have yet to finish",
                _ => "",
            };
            diagnostics.Add(Diagnostic.Error(
                BindingDiagnosticCodes.TooManySinks,
                $"the operator allows {Max} sink(s) for a stack and all stacks nested in it{taken}; this one is too many",
                declaration.File,
                declaration.TypeSpan,
                $"{declaration.Path}.{CommonKeys.Type}"));
            unbound.Add(declaration);
        }

        return bindings.Count <= Granted ? bindings : [.. bindings.Take(Granted)];
    }
}
