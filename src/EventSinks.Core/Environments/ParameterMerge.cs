using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Puts one section of parameters together, file after file, by the strategies of each parameter.</summary>
/// <param name="section">The section.</param>
/// <param name="commaDelimited">The parameters whose texts are lists, with commas between the items.</param>
/// <param name="chosen">The strategies.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class ParameterMerge(
    string section, IReadOnlySet<string> commaDelimited, ChosenStrategies chosen, ICollection<Diagnostic> diagnostics)
{
    // Where each value came from last, for messages.
    private readonly Dictionary<YamlScalar, string> _files = new(YamlKeyComparer.Instance);
    private MergedMap? _merged;

    /// <summary>Gets the section; null if no file had it.</summary>
    public YamlMap? Result => _merged?.ToMap();

    public void Add(YamlMap parameters, MergeStrategies strategies, string file)
    {
        chosen.Choose(parameters, strategies, file);
        if (_merged is not { IsEmpty: false })
        {
            // Nulls and all: nothing is there yet that they could leave as it is.
            _merged = new MergedMap(parameters);
            Remember(parameters, file);
            return;
        }

        foreach (var entry in parameters.Entries.Where(static entry => entry.Value is not YamlNull))
        {
            _merged.Set(new YamlMapEntry(entry.Key, Merge(entry, file)));
            _files[entry.Key] = file;
        }
    }

    private YamlValue Merge(YamlMapEntry entry, string file)
    {
        var strategy = chosen[entry.Key];
        if (strategy == MergeStrategies.Overwrite || _merged!.Find(entry.Key) is not { } before)
        {
            return entry.Value;
        }

        var name = entry.Key.ToPythonString();
        return new ValueMerge(strategy, file, _files[entry.Key], diagnostics)
            .Merge(before, entry.Value, YamlPath.Append(section, name), commaDelimited.Contains(name) ? "," : "");
    }

    private void Remember(YamlMap parameters, string file)
    {
        foreach (var entry in parameters.Entries)
        {
            _files[entry.Key] = file;
        }
    }
}
