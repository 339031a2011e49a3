using System.Text;
using EventSinks.Yaml.Parsing;

namespace EventSinks.Yaml;

/// <summary>Writes the path of a value in a document, for instance <c>event_sinks[0].ttl</c>.</summary>
public static class YamlPath
{
    // A path goes into messages.
    private const int MaxKeyLength = 100;

    /// <summary>Goes from a map to one of its values.</summary>
    /// <param name="path">The map's path; empty for the document.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value's path. A key that is no plain word is quoted, a very long one shortened: <c>parameters["a b"]</c>.</returns>
    public static string Append(string path, string key)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(key);
        var all = new StringBuilder(path);
        AppendTo(all, key);
        return all.ToString();
    }

    /// <summary>Goes from a list to one of its values.</summary>
    /// <param name="path">The list's path; empty for the document.</param>
    /// <param name="index">The index, counted from 0.</param>
    /// <returns>The value's path.</returns>
    public static string Append(string path, int index)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"{path}[{index}]";
    }

    internal static void AppendTo(StringBuilder path, string key)
    {
        if (!IsWord(key))
        {
            path.Append('[').Append(YamlJsonWriter.Quote(Excerpt.Shorten(key, MaxKeyLength))).Append(']');
        }
        else
        {
            path.Append(path.Length == 0 ? "" : ".").Append(key);
        }
    }

    internal static void AppendTo(StringBuilder path, int index) => path.Append('[').Append(index).Append(']');

    private static bool IsWord(string key) =>
        key.Length is > 0 and <= MaxKeyLength && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
