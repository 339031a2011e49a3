using System.Globalization;
using System.Text;

namespace EventSinks.Yaml.Scanning;

/// <summary>What a backslash stands for in double quotes.</summary>
internal static class Escape
{
    /// <summary>Takes an escape sequence.</summary>
    /// <param name="cursor">The place of the backslash.</param>
    /// <param name="text">Where to write what it stands for.</param>
    /// <exception cref="ScanException">It is none.</exception>
    public static void Take(TextCursor cursor, StringBuilder text)
    {
        var letter = cursor.Peek(1);
        if (DigitsOf(letter) is var digits and > 0)
        {
            TakeCode(cursor, digits, text);
            return;
        }

        var meaning = letter switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\e',
            ' ' or '"' or '/' or '\\' => letter,
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            _ => throw new ScanException(
                cursor.Mark, cursor.Mark, "found unknown escape character: write a backslash itself as \\\\, or use single quotes"),
        };
        text.Append(meaning);
        cursor.Skip(2);
    }

    private static int DigitsOf(char letter) => letter switch
    {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };

    private static void TakeCode(TextCursor cursor, int digits, StringBuilder text)
    {
        Span<char> code = stackalloc char[digits];
        for (var i = 0; i < digits; i++)
        {
            code[i] = cursor.Peek(2 + i);
        }

        if (!uint.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new ScanException(cursor.Mark, cursor.Mark, $"did not find expected hexadecimal number: \\{cursor.Peek(1)} has {digits} digits after it");
        }

        // libyaml refuses halves of surrogate pairs; Heat then reads the text again with a loader that takes them, since JSON writes emoji so.
        if (value > 0x10FFFF)
        {
            throw new ScanException(cursor.Mark, cursor.Mark, "found invalid Unicode character escape code");
        }

        _ = value <= char.MaxValue ? text.Append((char)value) : text.Append(char.ConvertFromUtf32((int)value));
        cursor.Skip(2 + digits);
    }
}
