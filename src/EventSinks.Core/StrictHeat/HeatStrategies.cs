using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Which merge strategy Heat's engine has for each parameter of one request: it takes a default as it is written, known or not.</summary>
internal sealed class HeatStrategies
{
    private readonly Dictionary<YamlScalar, string> _chosen = new(YamlKeyComparer.Instance);

    /// <summary>Decides on a parameter that a file gives a value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="section">The file's <c>parameter_merge_strategies</c>; null if it has none.</param>
    /// <param name="unknown">The strategy that there is not, if one is the reason for a conflict with an earlier file; else null.</param>
    /// <returns>The strategy.</returns>
    public string Choose(YamlScalar parameter, YamlMap? section, out string? unknown)
    {
        var before = _chosen.GetValueOrDefault(parameter);
        var named = (parameter is YamlText name ? Written(section, name.Value) : null) ?? before;
        var now = named is not null && IsKnown(named) ? named : Written(section, "default") ?? MergeStrategies.Overwrite;
        unknown = before is null || before == now ? null
            : !IsKnown(before) ? before
            : IsKnown(now) ? null
            : now;
        return _chosen[parameter] = before ?? now;
    }

    private static bool IsKnown(string strategy) => strategy is MergeStrategies.Overwrite or MergeStrategies.Merge or MergeStrategies.DeepMerge;

    private static string? Written(YamlMap? section, string key) => section?.Find(key)?.Value switch
    {
        null => null,
        YamlScalar scalar => scalar.ToPythonString(),
        var value => value.KindName,
    };
}
