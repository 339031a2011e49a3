using System.Runtime.ExceptionServices;
using EventSinks.Discovery;
using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>
/// Checks declarations, each on its own, while one environment is bound. Those of one sink type run on one thread, and a plug-in that does not
/// answer is not asked again.
/// </summary>
/// <param name="catalog">The sink types that there are.</param>
/// <param name="shapeOf">Gives a factory's options.</param>
/// <param name="limit">How long a plug-in may look at one declaration.</param>
/// <param name="silent">The sink types that are not to be asked, because of what came of other environments.</param>
internal sealed class DeclarationBinder(
    SinkCatalog catalog, Func<IEventSinkFactory, OptionsShape> shapeOf, TimeSpan limit, SilentSinkTypes silent)
{
    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>Checks declarations.</summary>
    /// <param name="declarations">The declarations.</param>
    /// <param name="policy">What they are held to; null for nothing.</param>
    /// <returns>What came of each, in the order of the declarations.</returns>
    public IReadOnlyList<DeclarationOutcome> Bind(IReadOnlyList<SinkDeclaration> declarations, PolicyCheck? policy)
    {
        var outcomes = new DeclarationOutcome[declarations.Count];
        foreach (var type in Enumerable.Range(0, declarations.Count).GroupBy(place => declarations[place].Type, StringComparer.Ordinal))
        {
            foreach (var (place, outcome) in type.Zip(Bind(type.Key, [.. type.Select(place => declarations[place])], policy)))
            {
                outcomes[place] = outcome;
            }
        }

        return outcomes;
    }

    private IEnumerable<DeclarationOutcome> Bind(string type, SinkDeclaration[] declarations, PolicyCheck? policy)
    {
        if (catalog.Find(type) is not { } entry)
        {
            var message = $"there is no sink type \"{ShortText.Of(type)}\"; {catalog.Suggest(type)}";
            return declarations.Select(declaration => Fail(declaration, BindingDiagnosticCodes.UnknownSinkType, message));
        }

        if (policy?.FindTypeFault(type, catalog.SinkTypes) is { } refusal)
        {
            return declarations.Select(declaration => Fail(declaration, BindingDiagnosticCodes.SinkTypeNotAllowed, refusal));
        }

        if (_silent.Contains(type) || silent.Includes(type))
        {
            return declarations.Select(FailSilently);
        }

        var results = PluginThread.RunAll([.. declarations.Select(declaration => (Func<DeclarationOutcome>)(() => Check(declaration, entry, policy)))], limit);
        return declarations.Zip(results, (declaration, result) =>
        {
            if (result.Error?.SourceException is not PluginTimeoutException)
            {
                silent.NoteAnswer(type);
            }

            return result.Error is null ? result.Value! : Fail(declaration, result.Error);
        });
    }

    // On the plug-in's thread. What it finds is its own until it has ended: after the time limit nobody looks at it any more.
    private DeclarationOutcome Check(SinkDeclaration declaration, SinkCatalogEntry entry, PolicyCheck? policy)
    {
        var (common, found) = ReadCommonKeys(declaration);
        var bound = new DeclarationCheck(declaration, common, policy, found).Run(entry.GetFactory(), shapeOf);
        return new DeclarationOutcome(declaration, bound, found);
    }

    private DeclarationOutcome Fail(SinkDeclaration declaration, ExceptionDispatchInfo thrown)
    {
        switch (thrown.SourceException)
        {
            case SinkTypeUnavailableException error:
                return Fail(declaration, BindingDiagnosticCodes.SinkTypeUnavailable, $"sink type \"{declaration.Type}\" cannot be used: {error.Code}: {error.Message}");
            case PluginTimeoutException when _silent.Add(declaration.Type):
                silent.NoteSilence(declaration.Type);
                return Fail(declaration, BindingDiagnosticCodes.PluginFailed, $"the plug-in of \"{declaration.Type}\" did not answer within {limit.TotalSeconds:0.###} s");
            case PluginTimeoutException:
                return FailSilently(declaration);
            case var error:
                // A plug-in may throw anything.
                return Fail(declaration, BindingDiagnosticCodes.PluginFailed, $"the plug-in of \"{declaration.Type}\" failed: {error.GetType().Name}: {error.Message}");
        }
    }

    private static DeclarationOutcome FailSilently(SinkDeclaration declaration) => Fail(
        declaration,
        BindingDiagnosticCodes.PluginFailed,
        $"the plug-in of \"{declaration.Type}\" did not answer when it was asked about another sink, and was not asked about this one");

    // The common keys mean the same whatever the sink type, so they are checked even if it is not to be had.
    private static DeclarationOutcome Fail(SinkDeclaration declaration, string code, string message)
    {
        var (_, found) = ReadCommonKeys(declaration);
        found.Add(Diagnostic.Error(code, message, declaration.File, declaration.TypeSpan, $"{declaration.Path}.{CommonKeys.Type}"));
        return new DeclarationOutcome(declaration, null, found);
    }

    private static (CommonOptions Common, List<Diagnostic> Found) ReadCommonKeys(SinkDeclaration declaration)
    {
        List<Diagnostic> found = [];
        return (new CommonKeysReader(declaration, found).Read(), found);
    }
}
