using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Gives the bindings of one stack names and ordinals, so that each can be told from the others.</summary>
internal sealed class BindingNames
{
    private readonly Dictionary<string, (SinkDeclaration Declaration, bool IsGlobal)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SinkType, string Destination), int> _destinations = [];
    private readonly List<SinkBinding> _bindings = [];

    /// <summary>Gets the bindings so far.</summary>
    public IReadOnlyList<SinkBinding> Bindings => _bindings;

    /// <summary>Makes bindings of declarations.</summary>
    /// <param name="bound">The declarations.</param>
    /// <param name="isGlobal">Whether they are the operator's.</param>
    /// <param name="diagnostics">Takes what is wrong or doubtful.</param>
    public void Add(IEnumerable<BoundDeclaration> bound, bool isGlobal, ICollection<Diagnostic> diagnostics)
    {
        foreach (var each in bound)
        {
            if (each.Common.Name is { } name && !_names.TryAdd(name.Value, (each.Declaration, isGlobal)))
            {
                diagnostics.Add(RefuseName(each.Declaration, name));
                continue;
            }

            var ordinal = _destinations.GetValueOrDefault(each.Place);
            _destinations[each.Place] = ordinal + 1;
            _bindings.Add(new SinkBinding(
                each.Declaration,
                each.Common,
                each.Common.Name?.Value ?? DefaultName(each.Place, ordinal),
                each.Destination,
                ordinal,
                each.Factory,
                each.Options)
            {
                IsGlobal = isGlobal,
                Warnings = ordinal == 0 ? each.Warnings : [.. each.Warnings, WarnOfSameDestination(each, diagnostics)],
            });
        }
    }

    private static string DefaultName((string SinkType, string Destination) key, int ordinal) =>
        ordinal == 0 ? $"{key.SinkType}:{key.Destination}" : $"{key.SinkType}:{key.Destination}#{ordinal + 1}";

    // Heat delivers twice as well, so it is no error.
    private static Diagnostic WarnOfSameDestination(BoundDeclaration bound, ICollection<Diagnostic> diagnostics)
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
        // Where the operator's files lie is no business of the user's.
        var (first, isGlobal) = _names[name.Value];
        var owner = isGlobal ? "a sink of the operator"
            : first.SourceIndex == declaration.SourceIndex ? $"{first.Path} in line {first.Span.Start.Line}"
            : $"{first.Path} at {first.File}:{first.Span.Start}";
        return Diagnostic.Error(
            BindingDiagnosticCodes.DuplicateName,
            $"name \"{name.Value}\" is taken by {owner}; give each sink a name of its own",
            declaration.File,
            name.Span,
            YamlPath.Append(declaration.Path, CommonKeys.Name));
    }
}
