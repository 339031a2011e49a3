using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;

namespace EventSinks;

/// <summary>
/// The lanes of declarations that cannot be bound any more. Which lane such a declaration stands for is not known, only its owner and its sink
/// type: lanes of both keep their place, and what is recorded meanwhile is delivered once the declaration or its plug-in is mended.
/// </summary>
internal static class SuspendedLanes
{
    public static IEnumerable<LaneBinding> Of(IReadOnlyList<LaneBinding> before, IReadOnlyList<LaneBinding> now, BindingReport report)
    {
        foreach (var old in before.Where(old => !now.Any(binding => binding.Key == old.Key)))
        {
            var unbound = old.IsGlobal ? report.GlobalUnbound : report.Unbound;
            if (unbound.FirstOrDefault(each => each.Type == old.Key.SinkType) is { } declaration)
            {
                yield return old with { SuspendedBecause = ReasonOf(declaration, old.IsGlobal, report) };
            }
        }
    }

    private static string ReasonOf(SinkDeclaration declaration, bool isGlobal, BindingReport report)
    {
        if (isGlobal)
        {
            // What is wrong with the operator's own declarations is no business of the stack's user, who sees this reason.
            return $"the operator's declaration of {declaration.Type} cannot be bound";
        }

        var error = report.Diagnostics.FirstOrDefault(diagnostic => diagnostic.IsError
            && diagnostic.File == declaration.File
            && diagnostic.Path.StartsWith(declaration.Path, StringComparison.Ordinal));
        return $"a declaration of {declaration.Type} cannot be bound: {error?.Message ?? "too much is wrong with the environment to say what"}";
    }
}
