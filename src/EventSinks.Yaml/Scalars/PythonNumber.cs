using System.Globalization;
using System.Numerics;
using System.Text;

namespace EventSinks.Yaml.Scalars;

/// <summary>Reads text as Python's <c>int()</c> and <c>float()</c> do: space around it, a sign, and decimal digits of any script.</summary>
internal static class PythonNumber
{
    // Python refuses to read integers with more decimal digits; so much also bounds the cost of ours.
    public const int MaxDigits = 4300;

    private const NumberStyles FloatStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads an integer.</summary>
    /// <param name="text">The text, without underscores.</param>
    /// <param name="radix">2, 8, 10 or 16; but for 10, a prefix such as <c>0x</c> may stand before the digits.</param>
    /// <param name="value">The integer.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadInteger(ReadOnlySpan<char> text, int radix, out BigInteger value)
    {
        value = default;
        var digits = Plain(text).AsSpan();
        var isNegative = digits.StartsWith('-');
        if (isNegative || digits.StartsWith('+'))
        {
            digits = digits[1..];
        }

        if (PrefixOf(radix) is { } prefix && digits.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        if (!(radix is 10 ? TryReadDecimal(digits, out value) : TryReadPowerOfTwo(digits, BitOperations.Log2((uint)radix), out value)))
        {
            return false;
        }

        value = isNegative ? -value : value;
        return true;
    }

    /// <summary>Reads a float.</summary>
    /// <param name="text">The text, in small letters and without underscores.</param>
    /// <param name="value">The float.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadFloat(string text, out double value)
    {
        var digits = Plain(text);
        switch (digits)
        {
            case "inf" or "+inf" or "infinity" or "+infinity":
                value = double.PositiveInfinity;
                return true;
            case "-inf" or "-infinity":
                value = double.NegativeInfinity;
                return true;
            case "nan" or "+nan" or "-nan":
                value = double.NaN;
                return true;
            default:
                return double.TryParse(digits, FloatStyle, CultureInfo.InvariantCulture, out value);
        }
    }

    private static string? PrefixOf(int radix) => radix switch
    {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => null,
    };

    private static bool TryReadDecimal(ReadOnlySpan<char> digits, out BigInteger value)
    {
        value = default;
        return digits.Length <= MaxDigits && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadPowerOfTwo(ReadOnlySpan<char> digits, int bitsPerDigit, out BigInteger value)
    {
        value = default;
        var significant = digits.TrimStart('0');
        if (digits.IsEmpty || significant.Length > MaxDigits * 4)
        {
            return false;
        }

        var bytes = new byte[(significant.Length * bitsPerDigit / 8) + 1];
        for (var i = 0; i < significant.Length; i++)
        {
            var number = ValueOf(significant[^(i + 1)]);
            if (number >> bitsPerDigit != 0)
            {
                return false;
            }

            // Put into its place rather than shifted in, which would move all digits for each. An octal one may lie across two bytes.
            var (place, shift) = Math.DivRem(i * bitsPerDigit, 8);
            bytes[place] |= (byte)(number << shift);
            if (shift + bitsPerDigit > 8)
            {
                bytes[place + 1] |= (byte)(number >> (8 - shift));
            }
        }

        value = new BigInteger(bytes, isUnsigned: true);
        return true;
    }

    // More than any digit where it is none.
    private static int ValueOf(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => 16,
    };

    // Without the space around it, and with the digits of ASCII. NUL ends no number in Python, as it does in .NET.
    private static string Plain(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return "";
        }

        if (Ascii.IsValid(text))
        {
            return text.Trim(" \t\n\r\v\f").ToString();
        }

        var trimmed = text.Trim("\u001C\u001D\u001E\u001F").Trim();
        var plain = new StringBuilder(trimmed.Length);
        foreach (var rune in trimmed.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
                ? plain.Append((int)Rune.GetNumericValue(rune))
                : plain.Append(rune.ToString());
        }

        return plain.ToString();
    }
}
