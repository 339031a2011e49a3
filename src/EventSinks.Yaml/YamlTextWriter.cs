using System.Text;
using EventSinks.Yaml.Writing;

namespace EventSinks.Yaml;

/// <summary>
/// Writes values as YAML 1.1 for people: blocks, two spaces a level, quotes where they are needed.
/// PyYAML and <see cref="YamlReader"/> read the same values back. Thread-safe.
/// </summary>
public static class YamlTextWriter
{
    /// <summary>Writes a value as YAML.</summary>
    /// <param name="value">The value. What an alias stands for is written out each time.</param>
    /// <returns>
    /// One document without a marker, lines ending in <c>\n</c>. Text stands without quotes where no version of YAML would take it for
    /// anything else, and on several lines (<c>|</c>) where that is exact; no line is folded. Whatever cannot be seen is escaped.
    /// </returns>
    /// <remarks>
    /// A lone surrogate is written as its escape (<c>"\uD83D"</c>). Of PyYAML's two loaders only the C loader refuses that; Heat then takes
    /// the other one.
    /// </remarks>
    /// <exception cref="InsufficientExecutionStackException">
    /// The value was made in code, and is nested deeper than any that <see cref="YamlReader"/> reads.
    /// </exception>
    public static string Write(YamlValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var yaml = new StringBuilder();
        new BlockEmitter(yaml).WriteDocument(value);
        return yaml.ToString();
    }
}
