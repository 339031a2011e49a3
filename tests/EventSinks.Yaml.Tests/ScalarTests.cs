using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Yaml;

/// <summary>What a scalar means: expected values are those of PyYAML 6.0 with Heat's two string constructors, written by json.dumps.</summary>
[Parallelizable(ParallelScope.All)]
public class ScalarTests
{
    [TestCase("2013-05-23", "\"2013-05-23\"")]
    [TestCase("2013-05-23T10:00:00Z", "\"2013-05-23T10:00:00Z\"")]
    [TestCase("!!timestamp 2001-01-01", "\"2001-01-01\"")]
    [TestCase("yes", "true")]
    [TestCase("No", "false")]
    [TestCase("ON", "true")]
    [TestCase("off", "false")]
    [TestCase("True", "true")]
    [TestCase("TRUE", "true")]
    [TestCase("y", "\"y\"")]
    [TestCase("n", "\"n\"")]
    [TestCase("tRUE", "\"tRUE\"")]
    [TestCase("\"yes\"", "\"yes\"")]
    [TestCase("12:30:45", "45045")]
    [TestCase("1:30", "90")]
    [TestCase("-1:30", "-90")]
    [TestCase("190:20:30", "685230")]
    [TestCase("01:30", "\"01:30\"")]
    [TestCase("1:60", "\"1:60\"")]
    [TestCase("1:30.5", "90.5")]
    [TestCase("010", "8")]
    [TestCase("0300", "192")]
    [TestCase("08", "\"08\"")]
    [TestCase("0o17", "\"0o17\"")]
    [TestCase("0x1F", "31")]
    [TestCase("-0x1F", "-31")]
    [TestCase("0b11", "3")]
    [TestCase("1_000", "1000")]
    [TestCase("_1", "\"_1\"")]
    [TestCase("+5", "5")]
    [TestCase("-0", "0")]
    [TestCase("0_", "0")]
    [TestCase("1e3", "\"1e3\"")]
    [TestCase("1.5e3", "\"1.5e3\"")]
    [TestCase("1.0e+3", "1000.0")]
    [TestCase("6.8e+5", "680000.0")]
    [TestCase(".5", "0.5")]
    [TestCase("-.5", "\"-.5\"")]
    [TestCase("1.", "1.0")]
    [TestCase("-0.0", "-0.0")]
    [TestCase(".inf", "Infinity")]
    [TestCase("-.INF", "-Infinity")]
    [TestCase(".NaN", "NaN")]
    [TestCase("+.nan", "\"+.nan\"")]
    [TestCase("1.0e+400", "Infinity")]
    [TestCase("0.0001", "0.0001")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("1.0e+15", "1000000000000000.0")]
    [TestCase("1.0e+16", "1e+16")]
    [TestCase("1.7976931348623157e+308", "1.7976931348623157e+308")]
    [TestCase("9223372036854775808", "9223372036854775808")]
    [TestCase("-123456789012345678901234567890", "-123456789012345678901234567890")]
    [TestCase("0xFFFFFFFFFFFFFFFFFF", "4722366482869645213695")]
    [TestCase("null", "null")]
    [TestCase("Null", "null")]
    [TestCase("NULL", "null")]
    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("nUll", "\"nUll\"")]
    [TestCase("!!str 5", "\"5\"")]
    [TestCase("!!int \"5\"", "5")]
    [TestCase("!!int ' 5 '", "5")]
    [TestCase("!!int 0o7", "7")]
    [TestCase("!!float 5", "5.0")]
    [TestCase("!!float '1e3'", "1000.0")]
    [TestCase("!!float inf", "Infinity")]
    [TestCase("!!bool \"yes\"", "true")]
    [TestCase("!!null x", "null")]
    [TestCase("! '5'", "5")]
    [TestCase("!<tag:yaml.org,2002:int> '7'", "7")]
    [TestCase("\"\\u0041\\t\\x41\\/\"", "\"A\\tA/\"")]
    [TestCase("\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"")]
    [TestCase("é😀", "\"\\u00e9\\ud83d\\ude00\"")]
    public void Read_AScalar_GivesWhatHeatReads(string text, string json)
    {
        var map = (YamlMap)Some.Value($"a: {text}\n");

        Assert.That(YamlJsonWriter.Write(map.Find("a")!.Value), Is.EqualTo(json));
    }

    [TestCase("!!int abc", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!int \"1\\0\"", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!float \"1\\0\"", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!int \"\\x1c5\"", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!int ''", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!float abc", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!bool y", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!binary aGVsbG8", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!!binary é", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("0b_", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("0x_", YamlDiagnosticCodes.InvalidScalar)]
    [TestCase("!foo x", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!python/object:os.system x", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!seq x", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!str [x]", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!seq {x: y}", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!map [x]", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!set {x}", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("!!omap {x: y}", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("=", YamlDiagnosticCodes.UnknownTag)]
    [TestCase("<<", YamlDiagnosticCodes.UnknownTag)]
    public void Read_AScalarThatHeatRefuses_ReportsItAtItsPlace(string text, string code)
    {
        var error = Some.OnlyError($"x: 1\na: {text}\n");

        Assert.That((error.Code, error.Span.Start, error.Path), Is.EqualTo((code, new SourcePosition(2, 4), "a")));
    }

    [Test]
    public void Read_WithBinary_GivesBytes()
    {
        var bytes = (YamlBytes)Some.Value("!!binary \"aGVs\\nbG8=\"");

        Assert.That(bytes.Value.ToArray(), Is.EqualTo("hello"u8.ToArray()));
    }

    [Test]
    public void Read_OfALongFloatInSixties_RoundsOnceAsPythonDoes()
    {
        Assert.That(Some.Json($"1{string.Concat(Enumerable.Repeat(":0", 21))}.0"), Is.EqualTo("2.193695064037786e+37"));
        Assert.That(Some.Json($"1{string.Concat(Enumerable.Repeat(":0", 173))}.0"), Does.EndWith("e+307"));
        Assert.That(Some.OnlyError($"1{string.Concat(Enumerable.Repeat(":0", 174))}.0").Code, Is.EqualTo(YamlDiagnosticCodes.InvalidScalar));
    }

    [Test]
    public void Read_WhenAnIntegerIsTooLongForPython_ReportsIt() =>
        Assert.That(Some.OnlyError(new string('9', 4301)).Code, Is.EqualTo(YamlDiagnosticCodes.InvalidScalar));

    [TestCase("~", "None")]
    [TestCase("yes", "True")]
    [TestCase("7", "7")]
    [TestCase("60.0", "60.0")]
    [TestCase("text", "text")]
    [TestCase("!!binary \"YScAXA==\"", "b\"a'\\x00\\\\\"")]
    public void ToPythonString_OfAScalar_IsWhatStrWrites(string text, string expected) =>
        Assert.That(((YamlScalar)Some.Value(text)).ToPythonString(), Is.EqualTo(expected));

    [TestCase("00", 8)]
    [TestCase("0x0", 16)]
    [TestCase("0b0", 2)]
    public void Integer_OfAnyDigits_IsReadExactly(string prefix, int numberBase) => Prop.ForAll<byte[]>(bytes =>
    {
        var digits = (bytes ?? []).Select(each => each % numberBase).ToArray();
        var expected = digits.Aggregate(BigInteger.Zero, (value, digit) => (value * numberBase) + digit);

        return Some.Json(prefix + string.Concat(digits.Select(digit => digit.ToString("x", CultureInfo.InvariantCulture)))) == expected.ToString(CultureInfo.InvariantCulture);
    }).Check(Config.QuickThrowOnFailure.WithEndSize(300));
}
