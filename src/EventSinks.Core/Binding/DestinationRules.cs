using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Which declarations count where several lead to one destination.</summary>
internal static class DestinationRules
{
    /// <summary>
    /// Of declarations in several files those of the file count that named the destination last. Within one file each counts, as in Heat, and
    /// delivers on its own.
    /// </summary>
    /// <param name="bound">The declarations of all files, in order.</param>
    /// <param name="removed">Those that were removed. What they had taken the place of does not come back.</param>
    /// <param name="diagnostics">Takes a warning for each whose place was taken.</param>
    /// <returns>Those that count, in order.</returns>
    public static IReadOnlyList<BoundDeclaration> LetLaterFilesWin(
        IReadOnlyList<BoundDeclaration> bound, IReadOnlyList<BoundDeclaration> removed, ICollection<Diagnostic> diagnostics)
    {
        var latest = new Dictionary<(string SinkType, string Destination), BoundDeclaration>();
        foreach (var each in bound.Concat(removed))
        {
            if (!latest.TryGetValue(each.Place, out var other) || SourceOf(each) > SourceOf(other))
            {
                latest[each.Place] = each;
            }
        }

        var gone = removed.ToHashSet();
        List<BoundDeclaration> kept = [];
        foreach (var each in bound)
        {
            var winner = latest[each.Place];
            if (SourceOf(each) == SourceOf(winner))
            {
                kept.Add(each);
                continue;
            }

            var what = gone.Contains(winner) ? "this one took its place before it was removed itself" : "this later one takes its place";
            diagnostics.Add(Warn(
                BindingDiagnosticCodes.Replaced,
                $"the sink at {each.Declaration.File}:{each.Declaration.Span.Start} leads to \"{ShortText.Of(each.Destination.Identity)}\" too, "
                + $"with other options; {what}",
                winner.Declaration.Latest));
        }

        return kept;
    }

    /// <summary>The operator's sinks stand, whatever the stack's user says.</summary>
    /// <param name="bound">The user's declarations, in order.</param>
    /// <param name="operators">The operator's.</param>
    /// <param name="diagnostics">Takes a warning for each of the user's that is left out.</param>
    /// <returns>Those of the user's that count, in order.</returns>
    public static IReadOnlyList<BoundDeclaration> LetOperatorsStand(
        IReadOnlyList<BoundDeclaration> bound, IReadOnlyList<BoundDeclaration> operators, ICollection<Diagnostic> diagnostics)
    {
        var choosy = operators.GroupBy(static each => each.Place).ToDictionary(static each => each.Key, static each => each.All(IsChoosy));
        List<BoundDeclaration> kept = [];
        foreach (var each in bound)
        {
            if (!choosy.TryGetValue(each.Place, out var isChoosy))
            {
                kept.Add(each);
                continue;
            }

            diagnostics.Add(Warn(
                BindingDiagnosticCodes.OperatorsDestination,
                isChoosy
                    ? $"the operator of the engine has a sink to \"{ShortText.Of(each.Destination.Identity)}\" already, and that sink stands; this entry has no "
                        + "effect, and what arrives there is the operator's choice of events"
                    : $"the operator of the engine sends every stack's events to \"{ShortText.Of(each.Destination.Identity)}\" already, and that sink stands; "
                        + "this entry has no effect",
                each.Declaration));
        }

        return kept;
    }

    // Whether it leaves out events, or something of them.
    private static bool IsChoosy(BoundDeclaration bound) =>
        bound.Common is { Events: not null } or { MaxAge: not null } or { SendsProperties: false };

    private static int SourceOf(BoundDeclaration bound) => bound.Declaration.Latest.SourceIndex;

    private static Diagnostic Warn(string code, string message, SinkDeclaration declaration) =>
        Diagnostic.Warning(code, message, declaration.File, declaration.TypeSpan, declaration.Path);
}
