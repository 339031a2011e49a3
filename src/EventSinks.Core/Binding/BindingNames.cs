using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Gives the bindings of one owner, a stack's user or the operator, names and ordinals, so that each can be told from the others.</summary>
/// <param name="isGlobal">Whether the owner is the operator.</param>
/// <param name="diagnostics">Takes what is wrong or doubtful.</param>
/// <param name="unbound">Takes the declarations that are refused.</param>
internal sealed class BindingNames(bool isGlobal, ICollection<Diagnostic> diagnostics, ICollection<SinkDeclaration> unbound)
{
    private readonly Dictionary<string, SinkDeclaration> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SinkType, string Destination), int> _ordinals = [];
    private readonly HashSet<(string SinkType, string Destination)> _delivering = [];

    /// <summary>Makes bindings of declarations. Those that are switched off count as the others do, so that switching one off moves none.</summary>
    /// <param name="standing">The declarations that count.</param>
    /// <returns>The bindings of those that are not switched off.</returns>
    public IReadOnlyList<SinkBinding> Bind(IEnumerable<BoundDeclaration> standing)
    {
        List<SinkBinding> bindings = [];
        foreach (var each in standing)
        {
            var ordinal = _ordinals.GetValueOrDefault(each.Place);
            _ordinals[each.Place] = ordinal + 1;
            if (HasFreeName(each) && each.IsEnabled)
            {
                bindings.Add(Bind(each, ordinal));
            }
        }

        return bindings;
    }

    private SinkBinding Bind(BoundDeclaration bound, int ordinal) =>
        new(
            bound.Declaration,
            bound.Common,
            bound.Common.Name?.Value ?? DefaultName(bound.Place, ordinal),
            bound.Destination,
            ordinal,
            bound.Factory,
            bound.Options)
        {
            IsGlobal = isGlobal,
            Warnings = _delivering.Add(bound.Place) ? bound.Warnings : [.. bound.Warnings, WarnOfSameDestination(bound)],
        };

    private bool HasFreeName(BoundDeclaration bound)
    {
        if (bound.Common.Name is not { } name || _names.TryAdd(name.Value, bound.Declaration))
        {
            return true;
        }

        diagnostics.Add(RefuseName(bound.Declaration, name));
        if (bound.IsEnabled)
        {
            unbound.Add(bound.Declaration);
        }

        return false;
    }

    private static string DefaultName((string SinkType, string Destination) key, int ordinal) =>
        ordinal == 0 ? $"{key.SinkType}:{key.Destination}" : $"{key.SinkType}:{key.Destination}#{ordinal + 1}";

    // Heat delivers twice as well, so it is no error.
    private Diagnostic WarnOfSameDestination(BoundDeclaration bound)
    {
        var warning = Diagnostic.Warning(
            BindingDiagnosticCodes.SameDestination,
            $"an earlier entry leads to \"{ShortText.Of(bound.Destination.Identity)}\" too; every event arrives there once for each",
            bound.Declaration.File,
            bound.Declaration.TypeSpan,
            bound.Declaration.Path);
        diagnostics.Add(warning);
        return warning;
    }

    private Diagnostic RefuseName(SinkDeclaration declaration, YamlText name)
    {
        var first = _names[name.Value];
        var owner = first.SourceIndex == declaration.SourceIndex
            ? $"{first.Path} in line {first.Span.Start.Line}"
            : $"{first.Path} at {first.File}:{first.Span.Start}";
        return Diagnostic.Error(
            BindingDiagnosticCodes.DuplicateName,
            $"name \"{name.Value}\" is taken by {owner}; give each sink a name of its own",
            declaration.File,
            name.Span,
            YamlPath.Append(declaration.Path, CommonKeys.Name));
    }
}
