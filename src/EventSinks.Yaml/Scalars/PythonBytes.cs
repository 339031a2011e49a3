using System.Globalization;
using System.Text;

namespace EventSinks.Yaml.Scalars;

/// <summary>Writes bytes as Python's <c>repr()</c> does, for instance <c>b'a\x00'</c>.</summary>
internal static class PythonBytes
{
    public static string Repr(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        var text = new StringBuilder("b").Append(quote);
        foreach (var value in bytes)
        {
            Append(text, (char)value, quote);
        }

        return text.Append(quote).ToString();
    }

    private static void Append(StringBuilder text, char value, char quote)
    {
        _ = value switch
        {
            '\t' => text.Append("\\t"),
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\\' => text.Append("\\\\"),
            _ when value == quote => text.Append('\\').Append(value),
            < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\x{(int)value:x2}"),
            _ => text.Append(value),
        };
    }
}
