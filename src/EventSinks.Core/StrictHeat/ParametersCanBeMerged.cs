using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat's engine fails on some parameters of several files that are put together here.</summary>
internal sealed class ParametersCanBeMerged : IHeatRule
{
    private static readonly string[] Sections = [EnvironmentSections.Parameters, EnvironmentSections.ParameterDefaults];

    public IEnumerable<Diagnostic> Check(HeatRequest request) => request.Merges.SelectMany(Check);

    private static List<Diagnostic> Check(IReadOnlyList<StackEnvironment> files)
    {
        List<Diagnostic> found = [];
        var strategies = new HeatStrategies();
        var merged = Sections.ToDictionary(static section => section, static _ => new MergedMap(null), StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var section in Sections.Where(file.Sections.ContainsKey))
            {
                Add(file, section, merged[section], strategies, found);
            }
        }

        return found;
    }

    private static void Add(StackEnvironment file, string section, MergedMap merged, HeatStrategies strategies, List<Diagnostic> found)
    {
        // What is nothing yet takes everything over, nulls too.
        var isFirst = merged.IsEmpty;
        var chosen = file.Sections.GetValueOrDefault(EnvironmentSections.ParameterMergeStrategies) as YamlMap;
        foreach (var entry in ((YamlMap)file.Sections[section]).Entries.Where(entry => isFirst || entry.Value is not YamlNull))
        {
            var value = entry.Value;
            string? unknown = null;
            var strategy = value is YamlNull ? MergeStrategies.Overwrite : strategies.Choose(entry.Key, chosen, out unknown);
            if (unknown is not null)
            {
                Report($"Heat takes the strategy \"{ShortText.Of(unknown)}\", which there is not, for another one than that of the other file");
            }

            if (!isFirst && strategy is MergeStrategies.Merge or MergeStrategies.DeepMerge)
            {
                var before = merged.Find(entry.Key);
                if (WhyNot(before, value, strategy == MergeStrategies.DeepMerge) is { } reason)
                {
                    Report(reason);
                }

                // What cannot be put together here either has been said.
                value = before is null ? value : new ValueMerge(strategy, "", "", new List<Diagnostic>()).Merge(before, value, "");
            }

            merged.Set(new YamlMapEntry(entry.Key, value));

            void Report(string reason) => found.Add(Diagnostic.Error(
                HeatDiagnosticCodes.UnmergeableParameter,
                $"{reason}, and refuses the stack (HTTP 400); choose the strategy \"{MergeStrategies.Overwrite}\" in the first file with the parameter",
                file.Sources[0].File,
                entry.Value.Span,
                YamlPath.Append(section, entry.Key.ToPythonString())));
        }
    }

    private static string? WhyNot(YamlValue? before, YamlValue now, bool isDeep) => (before, now) switch
    {
        (_, YamlInteger or YamlFloat or YamlBool) => $"Heat cannot put {now.KindName} together with anything",

        // An empty list may be that of a comma_delimited_list, which Heat can add to.
        (YamlNull or YamlInteger or YamlFloat or YamlBool, YamlText) => $"Heat cannot put text together with {before.KindName} of an earlier file",
        (YamlMap old, YamlMap added) when isDeep && HasTextBesideOther(old, added) => "Heat cannot put a text inside of this map together with an earlier value that is none",
        _ => null,
    };

    private static bool HasTextBesideOther(YamlMap before, YamlMap now)
    {
        var earlier = new MergedMap(before);
        return now.Entries.Any(entry => (earlier.Find(entry.Key), entry.Value) switch
        {
            (not (null or YamlText), YamlText) => true,
            (YamlMap old, YamlMap added) => HasTextBesideOther(old, added),
            _ => false,
        });
    }
}
