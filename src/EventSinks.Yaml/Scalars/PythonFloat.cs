using System.Globalization;
using System.Text;

namespace EventSinks.Yaml.Scalars;

/// <summary>Writes a float as Python's <c>repr()</c> does: the fewest digits that read back, an exponent below 1e-4 and from 1e16.</summary>
internal static class PythonFloat
{
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        var (digits, exponent) = Shortest(Math.Abs(value));
        var text = new StringBuilder(double.IsNegative(value) ? "-" : "");
        return (exponent is < -4 or >= 16 ? AppendScientific(text, digits, exponent) : AppendPlain(text, digits, exponent)).ToString();
    }

    // The significant digits, and the power of ten of the first one.
    private static (string Digits, int Exponent) Shortest(double value)
    {
        if (value is 0)
        {
            return ("0", 0);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var number = mark < 0 ? text : text[..mark];
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? number.Length : dot;
        var all = number.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), exponent + whole - 1 - (all.Length - significant.Length));
    }

    private static StringBuilder AppendScientific(StringBuilder text, string digits, int exponent)
    {
        text.Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        return text.Append('e').Append(exponent < 0 ? '-' : '+').Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent):00}");
    }

    private static StringBuilder AppendPlain(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(digits);
        }

        var whole = exponent + 1;
        return digits.Length <= whole
            ? text.Append(digits).Append('0', whole - digits.Length).Append(".0")
            : text.Append(digits, 0, whole).Append('.').Append(digits, whole, digits.Length - whole);
    }
}
