using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;

namespace EventSinks;

/// <summary>
/// The lanes of declarations that cannot be bound any more. Which lane such a declaration stands for is not known, only its sink type: lanes of
/// this type keep their place, and what is recorded meanwhile is delivered once the declaration or its plug-in is mended.
/// </summary>
internal static class SuspendedLanes
{
    public static IEnumerable<LaneBinding> Of(IReadOnlyList<LaneBinding> before, IReadOnlyList<LaneBinding> now, BindingReport report) =>
        before
            .Where(old => report.Unbound.Any(each => each.Type == old.Key.SinkType) && !now.Any(binding => binding.Key == old.Key))
            .Select(old => old with { SuspendedBecause = ReasonOf(report.Unbound.First(each => each.Type == old.Key.SinkType), report) });

    private static string ReasonOf(SinkDeclaration declaration, BindingReport report)
    {
        var error = report.Diagnostics.FirstOrDefault(diagnostic => diagnostic.IsError
            && diagnostic.File == declaration.File
            && diagnostic.Path.StartsWith(declaration.Path, StringComparison.Ordinal));

        // What is wrong with the operator's own declarations is no business of the stack's user, who sees this reason.
        return error is null
            ? $"the operator's declaration of {declaration.Type} cannot be bound"
            : $"a declaration of {declaration.Type} cannot be bound: {error.Message}";
    }
}
