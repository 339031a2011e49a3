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
