using System.Buffers;
using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Writing;

/// <summary>
/// Says which text may stand without quotes: what is text, and only text, to readers of YAML 1.1 and 1.2 alike, in blocks and in brackets,
/// as a value and as a key.
/// </summary>
internal static class PlainText
{
    // These mean something at the start of a value or key.
    private const string NotFirst = "-?:,[]{}#&*!|>'\"%@` ";

    // These mean something in brackets, wherever they stand.
    private static readonly SearchValues<char> Nowhere = SearchValues.Create(",[]{}");

    private static readonly SearchValues<char> OfNumbersAndTimes = SearchValues.Create("0123456789_.:+-eEoOtTzZ ");

    public static bool CanHold(string text) =>
        text.Length > 0
        && !NotFirst.Contains(text[0], StringComparison.Ordinal)
        && text[^1] is not (' ' or ':')
        && VisibleText.Includes(text)
        && !text.AsSpan().ContainsAny(Nowhere)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !IsOfAnotherType(text);

    private static bool IsOfAnotherType(string text) =>
        ScalarResolver.ResolveJson(text) is not ScalarType.Text || text is "y" or "Y" or "n" or "N" || IsLikeANumber(text);

    // 1e3 is text to PyYAML and a number to others, 2013-05-23 text to Heat and a date to others; "..." ends a document.
    private static bool IsLikeANumber(string text) =>
        text.StartsWith("...", StringComparison.Ordinal)
        || (text[0] is '+' or '.' or (>= '0' and <= '9') && !text.AsSpan().ContainsAnyExcept(OfNumbersAndTimes));
}
