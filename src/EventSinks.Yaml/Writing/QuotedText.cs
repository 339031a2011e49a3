using System.Globalization;
using System.Text;

namespace EventSinks.Yaml.Writing;

/// <summary>Writes text in double quotes, on one line, with an escape for whatever cannot be seen. It can say any text.</summary>
internal static class QuotedText
{
    public static string Of(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (VisibleText.LengthAt(text, i) is var length and > 0 && text[i] is not ('"' or '\\'))
            {
                quoted.Append(text, i, length);
                i += length - 1;
            }
            else
            {
                AppendEscaped(quoted, text, ref i);
            }
        }

        return quoted.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder quoted, string text, ref int index)
    {
        var letter = text[index];
        if (char.IsSurrogatePair(text, index))
        {
            // The two halves by themselves would be two letters to Python.
            quoted.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(text, index):X8}");
            index++;
            return;
        }

        _ = letter switch
        {
            '"' => quoted.Append("\\\""),
            '\\' => quoted.Append("\\\\"),
            '\n' => quoted.Append("\\n"),
            '\r' => quoted.Append("\\r"),
            '\t' => quoted.Append("\\t"),
            <= '\u00FF' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}"),
            _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
        };
    }
}
