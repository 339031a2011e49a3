using System.Globalization;
using System.Numerics;

namespace EventSinks.Yaml.Scalars;

/// <summary>Reads a YAML 1.1 float: with underscores, in sixties, or infinity and NaN.</summary>
internal static class FloatText
{
    // Exact, and rounded once, as Python has them. 60 to the next power is more than the largest float, where Python gives up.
    private static readonly double[] PowersOfSixty =
        [.. Enumerable.Range(0, 174).Select(static power => double.Parse(BigInteger.Pow(60, power).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];

    public static bool TryRead(string text, out double value)
    {
        value = 0;
        var digits = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        var sign = digits.StartsWith('-') ? -1.0 : 1.0;
        if (digits is ['-' or '+', .. var unsigned])
        {
            digits = unsigned;
        }

        if (!TryReadMagnitude(digits, out var magnitude))
        {
            return false;
        }

        value = sign * magnitude;
        return true;
    }

    private static bool TryReadMagnitude(string digits, out double value) => digits switch
    {
        ".inf" => (value = double.PositiveInfinity) > 0,
        ".nan" => double.IsNaN(value = double.NaN),
        _ when digits.Contains(':', StringComparison.Ordinal) => TryReadSixties(digits.Split(':'), out value),
        _ => PythonNumber.TryReadFloat(digits, out value),
    };

    // From the right, as PyYAML adds it up, so that rounding is the same.
    private static bool TryReadSixties(string[] parts, out double value)
    {
        value = 0;
        if (parts.Length > PowersOfSixty.Length)
        {
            return false;
        }

        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (!PythonNumber.TryReadFloat(parts[i], out var part))
            {
                return false;
            }

            value += part * PowersOfSixty[parts.Length - 1 - i];
        }

        return true;
    }
}
