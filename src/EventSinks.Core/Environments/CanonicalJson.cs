using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Writes values so that those that mean the same are the same text: the order of keys does not matter.</summary>
internal static class CanonicalJson
{
    public static string Write(YamlValue value) => YamlJsonWriter.Write(Sort(value));

    private static YamlValue Sort(YamlValue value) => value switch
    {
        YamlMap map => new YamlMap([.. map.Entries.OrderBy(NameOf, StringComparer.Ordinal).Select(Sort)], map.Span),
        YamlList list => new YamlList([.. list.Items.Select(Sort)], list.Span),
        _ => value,
    };

    private static YamlMapEntry Sort(YamlMapEntry entry) => new(entry.Key, Sort(entry.Value));

    private static string NameOf(YamlMapEntry entry) => entry.Key.ToPythonString();
}
