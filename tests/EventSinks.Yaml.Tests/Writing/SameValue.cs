using System.Globalization;

namespace EventSinks.Yaml.Writing;

/// <summary>Describes a tree of values so that two have one description if, and only if, they are the same to the last bit; NaN is NaN.</summary>
internal static class SameValue
{
    public static string Describe(YamlValue value) => value switch
    {
        YamlList list => $"[{string.Join(",", list.Items.Select(Describe))}]",
        YamlMap map => $"{{{string.Join(",", map.Entries.Select(entry => $"{Describe(entry.Key)}={Describe(entry.Value)}"))}}}",
        YamlText text => YamlJsonWriter.Quote(text.Value),
        YamlInteger integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        YamlBool boolean => boolean.Value ? "true" : "false",
        YamlFloat { Value: double.NaN } => "nan",
        YamlFloat number => $"f{BitConverter.DoubleToInt64Bits(number.Value):x16}",
        YamlBytes bytes => $"b{Convert.ToHexString(bytes.Value.Span)}",
        _ => "null",
    };
}
