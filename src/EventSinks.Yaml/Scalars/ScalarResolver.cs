using System.Text.RegularExpressions;

namespace EventSinks.Yaml.Scalars;

/// <summary>
/// Says what an untagged plain scalar is, by the rules of YAML 1.1 as PyYAML's resolver has them. Timestamps stay text, as in Heat.
/// </summary>
internal static partial class ScalarResolver
{
    public static ScalarType Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarType.Null,
        "<<" => ScalarType.Merge,
        "=" => ScalarType.DefaultValue,
        _ => text[0] switch
        {
            'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' => BoolOrText(text),
            (>= '0' and <= '9') or '-' or '+' or '.' => NumberOrText(text),
            _ => ScalarType.Text,
        },
    };

    /// <summary>
    /// Says what a bare word of JSON is, as <c>json.dumps</c> writes it: also <c>1e-05</c> and <c>Infinity</c>, which are text in YAML 1.1.
    /// </summary>
    public static ScalarType ResolveJson(string text) => Resolve(text) switch
    {
        ScalarType.Text when JsonFloatPattern().IsMatch(text) => ScalarType.Float,
        var type => type,
    };

    // One-letter forms (y, n) are text in PyYAML, and so is any other mixture of cases.
    private static ScalarType BoolOrText(string text) =>
        text is "yes" or "Yes" or "YES" or "no" or "No" or "NO"
            or "true" or "True" or "TRUE" or "false" or "False" or "FALSE"
            or "on" or "On" or "ON" or "off" or "Off" or "OFF"
            ? ScalarType.Bool
            : ScalarType.Text;

    private static ScalarType NumberOrText(string text) =>
        FloatPattern().IsMatch(text) ? ScalarType.Float
        : IntegerPattern().IsMatch(text) ? ScalarType.Integer
        : ScalarType.Text;

    // A float needs a dot, and its exponent a sign: 1e3 and 1.5e3 are text.
    [GeneratedRegex(
        """
        \A(?: [-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?
            | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
            | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*
            | [-+]?\.(?:inf|Inf|INF)
            | \.(?:nan|NaN|NAN) )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FloatPattern();

    [GeneratedRegex(
        @"\A(?:-?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+|NaN|-?Infinity)\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonFloatPattern();

    // 010 is octal, 08 is text, 1:30 counts in sixties.
    [GeneratedRegex(
        """
        \A(?: [-+]?0b[0-1_]+
            | [-+]?0[0-7_]+
            | [-+]?(?:0|[1-9][0-9_]*)
            | [-+]?0x[0-9a-fA-F_]+
            | [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+ )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex IntegerPattern();
}
