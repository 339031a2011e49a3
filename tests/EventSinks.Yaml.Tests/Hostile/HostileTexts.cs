using System.Globalization;
using static EventSinks.Yaml.Hostile.HostileText;

namespace EventSinks.Yaml.Hostile;

/// <summary>The kinds of hostile texts that tests read and benchmarks measure.</summary>
internal static class HostileTexts
{
    public static IReadOnlyList<HostileText> All { get; } = [.. Collections(), .. Scalars(), .. Nesting(), .. References(), .. BesideValues(), .. Broken()];

    private static IEnumerable<HostileText> Collections() =>
    [
        Numbered("a wide block map", static i => $"key{i}: value\n"),
        Numbered("a wide flow map", static i => $"key{i}: value, ", before: "{", after: "}"),
        Repeated("a wide block list", "- a\n"),
        Repeated("a wide flow list", "a, ", before: "[", after: "]"),
        Repeated("a wide flow list, a line each", "  a,\n", before: "[\n", after: "]"),
        Repeated("flow pairs", "a: b, ", before: "[", after: "]"),
        Repeated("empty lists", "[],", before: "[", after: "]"),
        Numbered("keys with ?", static i => $"? key{i}\n: value\n"),
        Numbered("keys without values", static i => $"? key{i}\n"),
        Numbered("keys in quotes", static i => $"\"key{i}\": 'value'\n"),
        Numbered("keys whose bits hash alike", static i => $"{Alike(i)}, ", before: "{", after: "}"),
        AtDefault(Repeated("one key again and again, deep below long ones", "a, ", YamlDiagnosticCodes.TooManyDiagnostics, before: $"{Below}{{", after: $"}}{Above}")),
        Repeated("characters outside the basic plane", "- 😀😀😀\n"),
        Repeated("lines that end with CR", "- a\r"),
        Repeated("lines that end with NEL", "- a\u0085"),
    ];

    private static IEnumerable<HostileText> Scalars() =>
    [
        Repeated("a long plain scalar", "a"),
        Repeated("a plain scalar of many words", "a "),
        Repeated("a plain scalar of many lines", "a\n"),
        Repeated("a plain scalar of blank lines", "\n", before: "a", after: "b"),
        Repeated("a plain scalar of : and #", ":#"),
        Repeated("a long scalar in single quotes", "''", before: "'", after: "'"),
        Repeated("a long scalar in double quotes", "a", before: "\"", after: "\""),
        Repeated("a scalar of escapes", "\\u00e9", before: "\"", after: "\""),
        Repeated("a scalar of surrogate escapes", "\\ud83d\\ude00", before: "\"", after: "\""),
        Repeated("a quoted scalar of many lines", "a\n", before: "\"", after: "\""),
        Repeated("a quoted scalar of blank lines", "\n", before: "\"", after: "\""),
        Repeated("a literal block", " a\n", before: "|\n"),
        Repeated("a literal block of one line", "a", before: "|\n "),
        Repeated("a literal block of blank lines", "\n", before: "|+\n a\n"),
        Repeated("a folded block", " a\n", before: ">\n"),
        Repeated("a folded block of indented lines", "  a\n", before: ">\n a\n"),
        Repeated("base64", "QUJD", before: "!!binary "),
        Repeated("base64 of padding", "=", before: "!!binary \"", after: "\""),
        Repeated("a long integer", "1", code: YamlDiagnosticCodes.InvalidScalar, place: "1:1"),
        Repeated("the longest decimal integers", $"- {new string('7', 4_300)}\n"),
        Repeated("the longest hexadecimal integers", $"- 0x{new string('7', 3_570)}\n"),
        Repeated("hexadecimal integers that are too long", $"- 0x{new string('7', 17_000)}\n", YamlDiagnosticCodes.InvalidScalar, "1:3"),
        Repeated("the longest octal integers", $"- 0{new string('7', 4_700)}\n"),
        Repeated("the longest binary integers", $"- 0b{new string('1', 14_200)}\n"),
        Repeated("the longest integers in sixties", $"- 1{string.Concat(Enumerable.Repeat(":1", 2_400))}\n"),
        Repeated("a long integer in sixties", ":1", before: "1", code: YamlDiagnosticCodes.InvalidScalar, place: "1:1"),
        Repeated("almost an integer in sixties", ":1", before: "1", after: "x"),
        Repeated("a long float", "1", before: "1."),
        Repeated("a float in sixties", ":1", before: "1", after: ".5", code: YamlDiagnosticCodes.InvalidScalar, place: "1:1"),
        Repeated("almost a float", "_", before: "1.", after: "x"),
    ];

    private static IEnumerable<HostileText> Nesting() =>
    [
        Repeated("deep lists in brackets", new string('[', 990) + new string(']', 990) + ",\n", before: "[\n", after: "]"),
        Repeated("deep maps in braces", string.Concat(Enumerable.Repeat("{a: ", 990)) + "b" + new string('}', 990) + ",\n", before: "[\n", after: "]"),
        Repeated("deep lists on a line", $"- {string.Concat(Enumerable.Repeat("- ", 990))}a\n"),
        Numbered("deep block maps", static i => string.Concat(Enumerable.Range(0, 300).Select(depth => $"{new string(' ', depth)}k{(depth == 0 ? i : 0)}:\n"))),
        Repeated("many values in deep brackets", "a, ", before: new string('[', 990), after: new string(']', 990)),
        Repeated("many values in a deep block", $"{new string(' ', 60)}- a\n", before: string.Concat(Enumerable.Range(0, 60).Select(depth => $"{new string(' ', depth)}a:\n"))),
        AtDefault(Repeated("[[[[", "[", YamlDiagnosticCodes.TooDeep, "1:65")),
        AtDefault(Repeated("{{{{", "{", YamlDiagnosticCodes.TooDeep, "1:65")),
        AtDefault(Repeated("- - - -", "- ", YamlDiagnosticCodes.TooDeep, "1:129")),
        AtDefault(Repeated("? ? ? ?", "? ", YamlDiagnosticCodes.TooDeep, "1:129")),
        AtDefault(Repeated("[{a: [{a:", "[{a: ", YamlDiagnosticCodes.TooDeep, "1:161")),
    ];

    private static IEnumerable<HostileText> References() =>
    [
        Repeated("many aliases", "- *a\n", before: "- &a x\n"),
        Numbered("many anchors", static i => $"- &a{i} x\n"),
        Repeated("one anchor again and again", "- &a x\n", YamlDiagnosticCodes.DuplicateAnchor, "2:3"),
        Repeated("aliases that stand for nothing", "- *a\n", YamlDiagnosticCodes.UndefinedAlias, "1:3"),
        Repeated("a merge key with many maps", "*a, ", before: "a: &a {x: 1, y: 2}\nb:\n  <<: [", after: "]\n"),
        Repeated("many merge keys in a map", "  <<: *a\n", before: "a: &a {x: 1}\nb:\n"),
        Numbered("many maps with merge keys", static i => $"k{i}: {{<<: *a, z: 1}}\n", before: "a: &a {x: 1, y: 2}\n"),
        AtDefault(Numbered("merge keys upon merge keys", static i => $"k{i}: &k{i} {{<<: *{(i == 0 ? "a" : $"k{i - 1}")}, z{i}: 1}}\n", YamlDiagnosticCodes.TooDeep, "64:16", before: "a: &a {x: 1}\n")),
        Repeated("many tags", "- !!str a\n"),
        Repeated("many unknown tags", "- !x a\n", YamlDiagnosticCodes.UnknownTag, "1:3"),
        AtDefault(Repeated("more unknown tags than are reported", "- !x a\n", YamlDiagnosticCodes.UnknownTag, "1:3")),
        Repeated("a long tag", "x", before: "!", after: " a", code: YamlDiagnosticCodes.UnknownTag, place: "1:1"),
        Repeated("a long anchor", "x", before: "&", after: " a"),
    ];

    private static IEnumerable<HostileText> BesideValues() =>
    [
        Repeated("comments", "# c\n"),
        Repeated("one long comment", "#"),
        Repeated("comments behind values", "- a # c\n"),
        Repeated("comments in brackets", "a, # c\n", before: "[", after: "]"),
        Repeated("blank lines", "\n"),
        Repeated("spaces", " "),
        Repeated("spaces behind a value", " ", before: "a: b"),
        Repeated("tabs behind a value", "\t", before: "a: b"),
        Repeated("one key again and again", "a: 1\n"),
        AtDefault(Repeated("one key, more often than is reported", "a: 1\n", YamlDiagnosticCodes.TooManyDiagnostics)),
        Repeated("deep keys again and again", $"{new string(' ', 60)}{new string('k', 90)}: 1\n", before: string.Concat(Enumerable.Range(0, 60).Select(depth => $"{new string(' ', depth)}{new string('k', 90)}:\n"))),
        Repeated("directives", "%FOO bar\n", YamlDiagnosticCodes.Syntax, "1:1", after: "--- a\n"),
        Repeated("document markers", "---\n", YamlDiagnosticCodes.SeveralDocuments, "2:1"),
    ];

    private static IEnumerable<HostileText> Broken() =>
    [
        Repeated("an open double quote", "a", before: "\"", code: YamlDiagnosticCodes.Syntax),
        Repeated("an open single quote", "a\n", before: "'", code: YamlDiagnosticCodes.Syntax),
        Repeated("an open bracket", "a, ", before: "[", code: YamlDiagnosticCodes.Syntax),
        Repeated("an open brace", "a: b, ", before: "{", code: YamlDiagnosticCodes.Syntax),
        Repeated("an open quote far below", "- a\n", after: "- \"", code: YamlDiagnosticCodes.Syntax),
        Repeated("a plain key that is too long", "a", after: ": b", code: YamlDiagnosticCodes.Syntax),
        Repeated("a quoted key that is too long", "a", before: "\"", after: "\": b", code: YamlDiagnosticCodes.Syntax),
        Repeated("tabs", "\t", before: "a:\n", after: "b: c", code: YamlDiagnosticCodes.TabIndentation, place: "2:1"),
        Repeated("NUL", "\0", YamlDiagnosticCodes.InvalidCharacter, "1:1"),
        Repeated("lone surrogates", "\ud83d", YamlDiagnosticCodes.InvalidCharacter, "1:1"),
    ];

    private static string Below => string.Concat(Enumerable.Repeat($"{{\"{new string('é', 100)}\": ", 61));

    private static string Above => new('}', 61);

    // A float whose upper and lower half are the same but for a pattern, which is all that its own hash sees.
    private static string Alike(int number)
    {
        var upper = 0x3FF00001L + number;
        return BitConverter.Int64BitsToDouble((upper << 32) | (upper ^ 0x12345678)).ToString("R", CultureInfo.InvariantCulture);
    }

    private static HostileText AtDefault(HostileText text) => text with { Limits = YamlLimits.Default };
}
