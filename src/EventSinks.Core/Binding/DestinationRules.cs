using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Which declarations count where several lead to one destination.</summary>
internal static class DestinationRules
{
    /// <summary>
    /// Of declarations in several files the latest file's count. Within one file each counts, as in Heat, and delivers on its own.
    /// </summary>
    /// <param name="bound">The declarations of all files, in order.</param>
    /// <param name="diagnostics">Takes a warning for each whose place was taken.</param>
    /// <returns>Those that count, in order.</returns>
    public static IReadOnlyList<BoundDeclaration> LetLaterFilesWin(IReadOnlyList<BoundDeclaration> bound, ICollection<Diagnostic> diagnostics)
    {
        var latest = new Dictionary<(string SinkType, string Destination), BoundDeclaration>();
        foreach (var each in bound)
        {
            if (!latest.TryGetValue(each.Place, out var other) || each.Declaration.SourceIndex > other.Declaration.SourceIndex)
            {
                latest[each.Place] = each;
            }
        }

        List<BoundDeclaration> kept = [];
        foreach (var each in bound)
        {
            var winner = latest[each.Place].Declaration;
            if (each.Declaration.SourceIndex == winner.SourceIndex)
            {
                kept.Add(each);
                continue;
            }

            diagnostics.Add(Warn(
                BindingDiagnosticCodes.Replaced,
                $"the sink at {each.Declaration.File}:{each.Declaration.Span.Start} leads to \"{each.Destination.Identity}\" too, with other options; "
                + "this later one takes its place",
                winner));
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
                    ? $"the operator of the engine has a sink to \"{each.Destination.Identity}\" already, and that sink stands; this entry has no "
                        + "effect, and what arrives there is the operator's choice of events"
                    : $"the operator of the engine sends every stack's events to \"{each.Destination.Identity}\" already, and that sink stands; "
                        + "this entry has no effect",
                each.Declaration));
        }

        return kept;
    }

    // Whether it leaves out events, or something of them.
    private static bool IsChoosy(BoundDeclaration bound) =>
        bound.Common is { Events: not null } or { MaxAge: not null } or { SendsProperties: false };

    private static Diagnostic Warn(string code, string message, SinkDeclaration declaration) =>
        Diagnostic.Warning(code, message, declaration.File, declaration.TypeSpan, declaration.Path);
}
