using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Yaml.Writing;

/// <summary>Makes trees of values at random, with many texts that are easily written wrong.</summary>
internal static class AnyValue
{
    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "é", "😀", "日本", "0", "1", "7", "9", "_", "-", "+", ".", "...", "---", ":", ": ", " :", ",", "#", " #", "# ", " ", "  ", "\t", "\n",
        "\n\n", "\r", "\r\n", "\n ", " \n", "\n---\n", "\n...\n", "\u0085", "\u2028", "\u2029", "\uFEFF", "\0", "\u0001", "\u001B", "\u007F", "\u0080",
        "\u00A0", "\u00AD", "\u200D", "\u202E", "\uE000", "\uFFFD", "\uFFFE", "\uFFFF", "\U000E0001", "\U0010FFFF", "\uD83D", "\uDE00", "\"", "'", "\\", "%",
        "@", "`", "!", "&", "*", "|", ">", "?", "? ", "- ", "[", "]", "{", "}", "<", "=", "~", "/", "::", "yes", "null", "e", "E", "x", "T", "Z", "!!str ", "&a ",
    ];

    private static readonly string[] Words =
    [
        "", " ", "\n", "\n\n", "~", "null", "Null", "NULL", "yes", "No", "ON", "off", "true", "False", "y", "N", "<<", "=", "-", "?", ":", "---", "...", "... a",
        "--- a", "%YAML 1.1", "012", "08", "0o17", "0x1F", "0b11", "1_000", "1:30", "01:30", "190:20:30.15", "1e3", "1.5e3", "1.0e+3", "1e+16", "1e-05", ".5",
        "-.5", "1.", ".", ".inf", "-.INF", "+.inf", ".NaN", "NaN", "Infinity", "-Infinity", "2013-05-23", "2001-12-14t21:59:43.10-05:00", "10.0.0.1", "m1.small",
        "OS::Nova::Server", "http://example.com:80/a?b=c&d", "a: b", "a:", "a #b", "a#b", "- a", "-a", "? a", "[a]", "{a: b}", "a, b", "it's", "\"q\"", "a\\b",
        "|", ">-", "!tag", "&anchor", "*alias", "@a", "`a`", "******", "line 1\nline 2", "line 1\nline 2\n", "line\n\n\n", " first\nsecond\n", "\tfirst\nsecond",
        "a\n\n b\n\tc\n", "a \nb", "a\n \nb", "#!/bin/sh\necho \"x: y\" # z\n", "a\n---\nb\n", "a\n...\nb", "a\n# b\n", "\na",
    ];

    private static readonly double[] Floats =
    [
        0.0, -0.0, 1.0, 0.1, 1e16, 1e-5, 1.5e300, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    public static Gen<string> Text { get; } = Gen.Frequency(
        (4, Gen.Elements(Words)),
        (6, Gen.Elements(Pieces).ListOf().Select(string.Concat)),
        (1, Gen.Choose(100, 1_100).Select(length => new string('k', length))),
        (1, Gen.Choose(100, 400).Select(length => new string('\u0001', length))),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    public static Gen<YamlScalar> Scalar { get; } = Gen.Frequency(
        (8, Text.Select(text => (YamlScalar)new YamlText(text, SourceSpan.None))),
        (1, Gen.Constant((YamlScalar)new YamlNull(SourceSpan.None))),
        (1, Gen.Elements(true, false).Select(value => (YamlScalar)new YamlBool(value, SourceSpan.None))),
        (2, Integer().Select(value => (YamlScalar)new YamlInteger(value, SourceSpan.None))),
        (2, Float().Select(value => (YamlScalar)new YamlFloat(value, SourceSpan.None))),
        (1, ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (YamlScalar)new YamlBytes(bytes ?? [], SourceSpan.None))));

    public static Gen<YamlValue> Tree { get; } = TreeOfDepth(5, Scalar, Scalar);

    /// <summary>Gets trees that JSON can say: keys are text, and there are no bytes.</summary>
    public static Gen<YamlValue> JsonTree { get; } = TreeOfDepth(
        5, Scalar.Where(scalar => scalar is not YamlBytes), Text.Select(text => (YamlScalar)new YamlText(text, SourceSpan.None)));

    private static Gen<YamlValue> TreeOfDepth(int depth, Gen<YamlScalar> scalars, Gen<YamlScalar> keys)
    {
        var scalar = scalars.Select(value => (YamlValue)value);
        if (depth == 0)
        {
            return scalar;
        }

        var inner = TreeOfDepth(depth - 1, scalars, keys);
        var items = Gen.Choose(0, 4).SelectMany(count => inner.ArrayOf(count));
        var entries = Gen.Choose(0, 4).SelectMany(
            count => keys.SelectMany(key => inner.Select(value => new YamlMapEntry(key, value))).ArrayOf(count));
        return Gen.Frequency(
            (2, scalar),
            (2, items.Select(all => (YamlValue)new YamlList(all, SourceSpan.None))),
            (3, entries.Select(all => (YamlValue)new YamlMap([.. all.DistinctBy(entry => PythonKey(entry.Key))], SourceSpan.None))));
    }

    // Keys that are equal in Python are one key: 1, 1.0 and true.
    private static object PythonKey(YamlScalar key) => key switch
    {
        YamlBool boolean => boolean.Value ? BigInteger.One : BigInteger.Zero,
        YamlInteger integer => integer.Value,
        YamlFloat { Value: var number } when double.IsInteger(number) => new BigInteger(number),
        _ => SameValue.Describe(key),
    };

    private static Gen<BigInteger> Integer() => Gen.OneOf(
        Gen.Choose(-100, 100).Select(value => new BigInteger(value)),
        ArbMap.Default.GeneratorFor<long>().Select(value => new BigInteger(value)),
        Gen.Choose(1, 4299).Select(exponent => BigInteger.Pow(10, exponent) - 1),
        Gen.Choose(1, 4000).Select(exponent => -BigInteger.Pow(7, exponent)));

    private static Gen<double> Float() => Gen.OneOf(Gen.Elements(Floats), ArbMap.Default.GeneratorFor<double>(), ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble));
}
