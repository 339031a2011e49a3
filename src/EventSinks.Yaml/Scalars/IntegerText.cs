using System.Numerics;

namespace EventSinks.Yaml.Scalars;

/// <summary>Reads a YAML 1.1 integer: decimal, octal, hexadecimal, binary or in sixties, with underscores anywhere.</summary>
internal static class IntegerText
{
    // 60 to this power has more digits than Python reads.
    private const int MaxSixties = 2500;

    // Python also refuses to write integers with more decimal digits.
    private static readonly BigInteger Limit = BigInteger.Pow(10, PythonNumber.MaxDigits);

    public static bool TryRead(string text, out BigInteger value)
    {
        value = default;
        var digits = text.Replace("_", "", StringComparison.Ordinal).AsSpan();
        var isNegative = digits.StartsWith('-');
        if (isNegative || digits.StartsWith('+'))
        {
            digits = digits[1..];
        }

        if (!TryReadMagnitude(digits, out var magnitude) || BigInteger.Abs(magnitude) >= Limit)
        {
            return false;
        }

        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryReadMagnitude(ReadOnlySpan<char> digits, out BigInteger value) => digits switch
    {
        ['0', 'b', .. var binary] => PythonNumber.TryReadInteger(binary, 2, out value),
        ['0', 'x', .. var hexadecimal] => PythonNumber.TryReadInteger(hexadecimal, 16, out value),
        ['0', ..] => PythonNumber.TryReadInteger(digits, 8, out value),
        _ when digits.Contains(':') => TryReadSixties(digits, out value),
        _ => PythonNumber.TryReadInteger(digits, 10, out value),
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
            if (!PythonNumber.TryReadInteger(digits[range], 10, out var part))
            {
                return false;
            }

            value = (value * 60) + part;
        }

        return true;
    }
}
