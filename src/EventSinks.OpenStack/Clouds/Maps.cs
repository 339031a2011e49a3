using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>Maps whose keys are text: how one is laid upon another.</summary>
internal static class Maps
{
    /// <summary>Gets the map without entries.</summary>
    public static YamlMap Empty { get; } = new([], SourceSpan.None);

    /// <summary>Makes a map; of equal keys the later one counts.</summary>
    public static YamlMap Of(IEnumerable<KeyValuePair<string, YamlValue>> entries)
    {
        var map = new OrderedDictionary<string, YamlValue>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            map[key] = value;
        }

        return new([.. map.Select(entry => new YamlMapEntry(Text(entry.Key), entry.Value))], SourceSpan.None);
    }

    /// <summary>Makes a text.</summary>
    public static YamlText Text(string text) => new(text, SourceSpan.None);

    /// <summary>Gives a map of a map; an empty one if there is none.</summary>
    public static YamlMap Child(YamlMap map, string key) => map.Find(key)?.Value as YamlMap ?? Empty;

    /// <summary>Gives a map with other names for its keys, those of the maps in it too.</summary>
    public static YamlMap Rename(YamlMap map, Func<YamlScalar, string> name) =>
        Of(map.Entries.Select(entry => KeyValuePair.Create(name(entry.Key), Rename(entry.Value, name))));

    /// <summary>Lays one map over another; what is a map in both is merged, however deep.</summary>
    public static YamlMap Merge(YamlMap under, YamlMap over) => Of(Pairs(under).Concat(over.Entries.Select(entry => KeyValuePair.Create(
        entry.Name!,
        entry.Value is YamlMap upper && under.Find(entry.Name!)?.Value is YamlMap lower ? Merge(lower, upper) : entry.Value))));

    /// <summary>Lays a cloud over another; of what is below only <c>auth</c> is merged, the rest is replaced.</summary>
    /// <param name="under">The cloud below.</param>
    /// <param name="over">The cloud above.</param>
    /// <param name="nullsCount">Whether what is null above hides what is below. In <c>auth</c> it always does.</param>
    public static YamlMap Lay(YamlMap under, YamlMap over, bool nullsCount = true)
    {
        var upper = over.Entries.Where(entry => (nullsCount && entry.Name is not CloudKeys.Auth) || entry.Value is not YamlNull);
        return Of(Pairs(under).Concat(upper.Select(entry => KeyValuePair.Create(
            entry.Name!,
            entry is { Name: CloudKeys.Auth, Value: YamlMap auth } ? Of(Pairs(Child(under, CloudKeys.Auth)).Concat(Pairs(auth))) : entry.Value))));
    }

    /// <summary>Gives a map with one value set.</summary>
    public static YamlMap With(YamlMap map, string key, YamlValue value) => Of(Pairs(map).Append(KeyValuePair.Create(key, value)));

    /// <summary>Gives a cloud without some settings, wherever it has them: in <c>auth</c> or beside it.</summary>
    public static YamlMap Without(YamlMap cloud, IReadOnlySet<string> keys) => Of(Pairs(cloud)
        .Where(pair => !keys.Contains(pair.Key))
        .Select(pair => pair is { Key: CloudKeys.Auth, Value: YamlMap auth }
            ? KeyValuePair.Create<string, YamlValue>(pair.Key, Of(Pairs(auth).Where(inner => !keys.Contains(inner.Key))))
            : pair));

    /// <summary>Gives a setting of a cloud: from <c>auth</c>, else from beside it; null if both have none, or an empty one.</summary>
    public static YamlValue? Setting(YamlMap cloud, string key) => Filled(Child(cloud, CloudKeys.Auth), key) ?? Filled(cloud, key);

    private static YamlValue? Filled(YamlMap map, string key) =>
        map.Find(key)?.Value is { } value and not (YamlNull or YamlText { Value: "" }) ? value : null;

    private static IEnumerable<KeyValuePair<string, YamlValue>> Pairs(YamlMap map) =>
        map.Entries.Select(entry => KeyValuePair.Create(entry.Name!, entry.Value));

    // The reader of YAML has seen to it that nothing is nested deeper than the stack holds.
    private static YamlValue Rename(YamlValue value, Func<YamlScalar, string> name) => value switch
    {
        YamlMap map => Rename(map, name),
        YamlList list => new YamlList([.. list.Items.Select(item => Rename(item, name))], list.Span),
        _ => value,
    };
}
