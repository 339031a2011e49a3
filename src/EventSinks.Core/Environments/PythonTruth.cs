using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Says which values are false in Python, and so nothing to Heat.</summary>
internal static class PythonTruth
{
    public static bool IsFalse(YamlValue value) => value switch
    {
        YamlNull => true,
        YamlBool boolean => !boolean.Value,
        YamlInteger number => number.Value.IsZero,
        YamlFloat number => number.Value is 0,
        YamlText text => text.Value.Length == 0,
        YamlBytes bytes => bytes.Value.IsEmpty,
        YamlList list => list.Items.Count == 0,
        YamlMap map => map.Entries.Count == 0,
        _ => false,
    };
}
