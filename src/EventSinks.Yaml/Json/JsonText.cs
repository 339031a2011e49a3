using System.Globalization;
using System.Text;

namespace EventSinks.Yaml.Json;

/// <summary>Writes a JSON string as Python's <c>json.dumps</c> does: ASCII only, every UTF-16 unit beyond it escaped by itself.</summary>
internal static class JsonText
{
    public static StringBuilder AppendQuoted(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\f' => json.Append("\\f"),
                '\b' => json.Append("\\b"),
                >= ' ' and <= '~' => json.Append(letter),
                _ => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }

        return json.Append('"');
    }
}
