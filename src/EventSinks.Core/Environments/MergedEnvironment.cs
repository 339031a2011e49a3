using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>An environment in the making: several that are put together, each section by a rule of its own.</summary>
internal sealed class MergedEnvironment
{
    private readonly List<EnvironmentSource> _sources = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<string, YamlValue> _sections = new(StringComparer.Ordinal);
    private readonly SinkMerge _sinks = new();

    public IReadOnlyList<EnvironmentSource> Sources => _sources;

    public YamlMap? FindMap(string section) => _sections.GetValueOrDefault(section) as YamlMap;

    public void Set(string section, YamlValue? value)
    {
        if (value is not null)
        {
            _sections[section] = value;
        }
    }

    /// <summary>Adds an environment's texts, warnings, and the two lists, which are put together in the same way everywhere.</summary>
    public void AddLists(StackEnvironment environment, Action<SinkDeclaration, SinkDeclaration> repeated)
    {
        _sinks.Add(environment, _sources.Count, repeated);
        if (environment.Sections.ContainsKey(EnvironmentSections.EventSinks))
        {
            _sections[EnvironmentSections.EventSinks] = _sinks.ToList();
        }

        if (environment.Sections.GetValueOrDefault(EnvironmentSections.EncryptedParamNames) is YamlList names)
        {
            var earlier = _sections.GetValueOrDefault(EnvironmentSections.EncryptedParamNames) as YamlList;
            _sections[EnvironmentSections.EncryptedParamNames] = earlier is null
                ? names
                : new YamlList([.. earlier.Items.Concat(names.Items).DistinctBy(CanonicalJson.Hash, StringComparer.Ordinal)], names.Span);
        }

        _sources.AddRange(environment.Sources);
        _diagnostics.AddRange(environment.Diagnostics);
    }

    /// <summary>Puts the entries of a map on top of those that are there.</summary>
    public void Overlay(string section, StackEnvironment environment, bool skipsNull)
    {
        if (environment.Sections.GetValueOrDefault(section) is YamlMap map)
        {
            var before = FindMap(section);
            var merged = new MergedMap(before);

            // As in Heat, nulls stay where there is nothing that they could leave as it is.
            merged.SetAll(map, skipsNull && !merged.IsEmpty);
            _sections[section] = merged.ToMap();
        }
    }

    /// <summary>Makes the environment.</summary>
    /// <param name="found">What was found while merging.</param>
    public EnvironmentMergeResult ToResult(IReadOnlyCollection<Diagnostic> found)
    {
        var ordered = DiagnosticOrder.Sort(_diagnostics.Concat(found), _sources);
        var isWrong = ordered.Any(static diagnostic => diagnostic.IsError);
        return new EnvironmentMergeResult(isWrong ? null : ToEnvironment(ordered), ordered);
    }

    public StackEnvironment ToEnvironment() => ToEnvironment(DiagnosticOrder.Sort(_diagnostics, _sources));

    private StackEnvironment ToEnvironment(IReadOnlyList<Diagnostic> diagnostics) =>
        new([.. _sources], new Dictionary<string, YamlValue>(_sections, StringComparer.Ordinal), [.. _sinks.Sinks], diagnostics)
        {
            ClearsSinks = _sinks.Clears,
            Removals = _sinks.Removals,
        };
}
