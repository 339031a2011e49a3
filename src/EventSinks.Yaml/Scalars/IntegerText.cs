using System.Globalization;
using System.Numerics;

namespace EventSinks.Yaml.Scalars;

/// <summary>Reads a YAML 1.1 integer: decimal, octal, hexadecimal, binary or in sixties, with underscores anywhere.</summary>
internal static class IntegerText
{
    // Python refuses to read or write integers with more decimal digits; so much also bounds the cost of ours.
    private const int MaxDigits = 4300;

    // 60 to this power has more than MaxDigits digits.
    private const int MaxSixties = 2500;

    private static readonly BigInteger Limit = BigInteger.Pow(10, MaxDigits);

    public static bool TryRead(string text, out BigInteger value)
    {
        value = default;
        var digits = text.Replace("_", "", StringComparison.Ordinal).AsSpan();
        var isNegative = digits.StartsWith('-');
        if (isNegative || digits.StartsWith('+'))
        {
            digits = digits[1..];
        }

        if (!TryReadMagnitude(digits, out var magnitude) || magnitude >= Limit)
        {
            return false;
        }

        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryReadMagnitude(ReadOnlySpan<char> digits, out BigInteger value) => digits switch
    {
        "0" => (value = 0) == 0,
        ['0', 'b', .. var binary] => TryReadPowerOfTwo(binary, bitsPerDigit: 1, out value),
        ['0', 'x', .. var hexadecimal] => TryReadPowerOfTwo(hexadecimal, bitsPerDigit: 4, out value),
        ['0', 'o' or 'O', .. var octal] => TryReadPowerOfTwo(octal, bitsPerDigit: 3, out value), // only with !!int
        ['0', .. var octal] => TryReadPowerOfTwo(octal, bitsPerDigit: 3, out value),
        _ when digits.Contains(':') => TryReadSixties(digits, out value),
        _ => TryReadDecimal(digits, out value),
    };

    private static bool TryReadDecimal(ReadOnlySpan<char> digits, out BigInteger value)
    {
        value = default;
        var trimmed = digits.Trim();
        return trimmed.Length <= MaxDigits
            && BigInteger.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadPowerOfTwo(ReadOnlySpan<char> digits, int bitsPerDigit, out BigInteger value)
    {
        value = default;
        var significant = digits.TrimStart('0');
        if (digits.IsEmpty || significant.Length > MaxDigits * 4)
        {
            return false;
        }

        foreach (var digit in significant)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var number && number >> bitsPerDigit != 0)
            {
                return false;
            }

            value = (value << bitsPerDigit) + number;
        }

        return true;
    }

    private static bool TryReadSixties(ReadOnlySpan<char> digits, out BigInteger value)
    {
        value = default;
        if (digits.Count(':') > MaxSixties)
        {
            return false;
        }

        foreach (var range in digits.Split(':'))
        {
            if (!TryReadDecimal(digits[range], out var part))
            {
                return false;
            }

            value = (value * 60) + part;
        }

        return true;
    }
}
