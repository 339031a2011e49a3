using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>Gives the bindings of one stack names and ordinals, so that each can be told from the others.</summary>
internal sealed class BindingNames(List<Diagnostic> diagnostics)
{
    public IReadOnlyList<SinkBinding> Assign(IReadOnlyList<BoundDeclaration> bound)
    {
        var names = new Dictionary<string, BoundDeclaration>(StringComparer.Ordinal);
        var destinations = new Dictionary<(string SinkType, string Destination), int>();
        var bindings = new List<SinkBinding>(bound.Count);
        foreach (var each in bound)
        {
            if (each.Common.Name is { } name && !names.TryAdd(name.Value, each))
            {
                var first = names[name.Value].Declaration;
                diagnostics.Add(Diagnostic.Error(
                    BindingDiagnosticCodes.DuplicateName,
                    $"name \"{name.Value}\" is taken by {first.Path} in line {first.Span.Start.Line}; give each sink a name of its own",
                    each.Declaration.File,
                    name.Span,
                    YamlPath.Append(each.Declaration.Path, CommonKeys.Name)));
                continue;
            }

            var key = (each.Declaration.Type, each.Destination.Identity);
            var ordinal = destinations.GetValueOrDefault(key);
            destinations[key] = ordinal + 1;
            bindings.Add(new SinkBinding(
                each.Declaration,
                each.Common,
                each.Common.Name?.Value ?? DefaultName(key, ordinal),
                each.Destination,
                ordinal,
                each.Factory,
                each.Options)
            {
                Warnings = ordinal == 0 ? each.Warnings : [.. each.Warnings, WarnOfSameDestination(each)],
            });
        }

        return bindings;
    }

    private static string DefaultName((string SinkType, string Destination) key, int ordinal) =>
        ordinal == 0 ? $"{key.SinkType}:{key.Destination}" : $"{key.SinkType}:{key.Destination}#{ordinal + 1}";

    // Heat delivers twice as well, so it is no error.
    private Diagnostic WarnOfSameDestination(BoundDeclaration bound)
    {
        var warning = Diagnostic.Warning(
            BindingDiagnosticCodes.SameDestination,
            $"an earlier entry leads to \"{bound.Destination.Identity}\" too; every event arrives there once for each",
            bound.Declaration.File,
            bound.Declaration.TypeSpan,
            bound.Declaration.Path);
        diagnostics.Add(warning);
        return warning;
    }
}
