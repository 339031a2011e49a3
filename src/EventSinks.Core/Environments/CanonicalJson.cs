using System.Security.Cryptography;
using System.Text;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Writes values so that those that mean the same are the same text: the order of keys does not matter.</summary>
internal static class CanonicalJson
{
    public static string Write(YamlValue value) => YamlJsonWriter.Write(Sort(value));

    /// <summary>Gives a hash of the text, which takes the same room however long the text is: aliases make long ones of short files.</summary>
    public static string Hash(YamlValue value) => Hash(Write(value));

    /// <summary>Gives a hash of a text in ASCII.</summary>
    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static YamlValue Sort(YamlValue value) => value switch
    {
        YamlMap map => new YamlMap([.. map.Entries.OrderBy(NameOf, StringComparer.Ordinal).Select(Sort)], map.Span),
        YamlList list => new YamlList([.. list.Items.Select(Sort)], list.Span),
        _ => value,
    };

    private static YamlMapEntry Sort(YamlMapEntry entry) => new(entry.Key, Sort(entry.Value));

    private static string NameOf(YamlMapEntry entry) => entry.Key.ToPythonString();
}
