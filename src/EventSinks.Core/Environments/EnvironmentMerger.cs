using System.Collections.Frozen;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Puts the environment files of one stack together, in order, as several <c>-e</c> options of a client name them. Thread-safe.</summary>
public static class EnvironmentMerger
{
    /// <summary>Merges environments, and says everything that is wrong or doubtful at once.</summary>
    /// <param name="environments">
    /// The environments, in order; none is <see cref="StackEnvironment.Empty"/>. Sinks are appended, those declared again count once, and
    /// <c>event_sinks: []</c> clears what came before; parameters follow <c>parameter_merge_strategies</c>; of the rest the later counts.
    /// <c>docs/environment-file.md</c> has every rule.
    /// </param>
    /// <param name="commaDelimitedLists">
    /// The names of the parameters that are of type <c>comma_delimited_list</c> in the template: their texts are joined with a comma, those of
    /// all others with nothing between. Null for none.
    /// </param>
    /// <returns>The environment that they make together, or what is wrong.</returns>
    public static EnvironmentMergeResult Merge(
        IEnumerable<StackEnvironment> environments, IReadOnlySet<string>? commaDelimitedLists = null)
    {
        ArgumentNullException.ThrowIfNull(environments);
        var found = new DiagnosticList([], YamlLimits.Default.MaxDiagnostics);
        var commas = commaDelimitedLists ?? FrozenSet<string>.Empty;
        var chosen = new ChosenStrategies(found);
        var parameters = new ParameterMerge(EnvironmentSections.Parameters, commas, chosen, found);
        var defaults = new ParameterMerge(EnvironmentSections.ParameterDefaults, commas, chosen, found);
        var merged = new MergedEnvironment();
        foreach (var environment in environments)
        {
            var file = NameOf(environment);
            var strategies = new MergeStrategies(Find(environment, EnvironmentSections.ParameterMergeStrategies));
            strategies.Check(file, found);
            Add(parameters, environment, EnvironmentSections.Parameters, strategies, file);
            Add(defaults, environment, EnvironmentSections.ParameterDefaults, strategies, file);
            merged.Overlay(EnvironmentSections.ResourceRegistry, environment, skipsNull: true);
            merged.Overlay(EnvironmentSections.ParameterMergeStrategies, environment, skipsNull: false);
            merged.AddLists(environment, (sink, earlier) => found.Add(WarnOfRepetition(sink, earlier)));
        }

        merged.Set(EnvironmentSections.Parameters, parameters.Result);
        merged.Set(EnvironmentSections.ParameterDefaults, defaults.Result);
        return merged.ToResult(found);
    }

    private static void Add(ParameterMerge merge, StackEnvironment environment, string section, MergeStrategies strategies, string file)
    {
        if (Find(environment, section) is { } parameters)
        {
            merge.Add(parameters, strategies, file);
        }
    }

    private static YamlMap? Find(StackEnvironment environment, string section) => environment.Sections.GetValueOrDefault(section) as YamlMap;

    // What has been merged before has several names.
    private static string NameOf(StackEnvironment environment) => string.Join(", ", environment.Sources.Select(static source => source.File));

    private static Diagnostic WarnOfRepetition(SinkDeclaration sink, SinkDeclaration earlier) => Diagnostic.Warning(
        EnvironmentDiagnosticCodes.RepeatedSink,
        $"this sink is declared at {earlier.File}:{earlier.Span.Start} too, and counts once, where it stands first",
        sink.File,
        sink.Span,
        sink.Path);
}
