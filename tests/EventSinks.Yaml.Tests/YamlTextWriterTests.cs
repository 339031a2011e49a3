using EventSinks.Yaml.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Yaml;

[Parallelizable(ParallelScope.All)]
public class YamlTextWriterTests
{
    // What is expected after "a: ".
    [TestCase("text", "text")]
    [TestCase("two words", "two words")]
    [TestCase("OS::Nova::Server", "OS::Nova::Server")]
    [TestCase("http://example.com:80/a?b=c&d", "http://example.com:80/a?b=c&d")]
    [TestCase("m1.small", "m1.small")]
    [TestCase("it's 5% of C:\\dir", "it's 5% of C:\\dir")]
    [TestCase("é日本😀", "é日本😀")]
    [TestCase("a#b", "a#b")]
    [TestCase("", "\"\"")]
    [TestCase(" a", "\" a\"")]
    [TestCase("a ", "\"a \"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("Off", "\"Off\"")]
    [TestCase("y", "\"y\"")]
    [TestCase("null", "\"null\"")]
    [TestCase("~", "\"~\"")]
    [TestCase("=", "\"=\"")]
    [TestCase("<<", "\"<<\"")]
    [TestCase("012", "\"012\"")]
    [TestCase("08", "\"08\"")]
    [TestCase("0x1F", "\"0x1F\"")]
    [TestCase("1:30", "\"1:30\"")]
    [TestCase("1_000", "\"1_000\"")]
    [TestCase("1e3", "\"1e3\"")]
    [TestCase(".inf", "\".inf\"")]
    [TestCase("NaN", "\"NaN\"")]
    [TestCase("2013-05-23", "\"2013-05-23\"")]
    [TestCase("10.0.0.1", "\"10.0.0.1\"")]
    [TestCase("a: b", "\"a: b\"")]
    [TestCase("a:", "\"a:\"")]
    [TestCase("a #b", "\"a #b\"")]
    [TestCase("a, b", "\"a, b\"")]
    [TestCase("[a]", "\"[a]\"")]
    [TestCase("- a", "\"- a\"")]
    [TestCase("---", "\"---\"")]
    [TestCase("... a", "\"... a\"")]
    [TestCase("%YAML", "\"%YAML\"")]
    [TestCase("@a", "\"@a\"")]
    [TestCase("******", "\"******\"")]
    [TestCase("a\tb", "\"a\\tb\"")]
    [TestCase("say \"a\\b\": c", "\"say \\\"a\\\\b\\\": c\"")]
    [TestCase("a\r\nb", "\"a\\r\\nb\"")]
    [TestCase("a\u0085\u2028\u2029\uFEFFb", "\"a\\x85\\u2028\\u2029\\uFEFFb\"")]
    [TestCase("\0\u001B\u007F\u00A0\u202E\uFFFE", "\"\\x00\\x1B\\x7F\\xA0\\u202E\\uFFFE\"")]
    [TestCase("\U000E0001", "\"\\U000E0001\"")]
    public void Write_OfText_QuotesItWhereItMust(string text, string expected) =>
        Assert.That(YamlTextWriter.Write(Map("a", new YamlText(text, SourceSpan.None))), Is.EqualTo($"a: {expected}\n"));

    [Test]
    public void Write_OfALoneSurrogate_EscapesIt([Values('\uD83D', '\uDE00')] char half)
    {
        var yaml = YamlTextWriter.Write(new YamlText($"a{half}b", SourceSpan.None));

        Assert.That(yaml, Is.EqualTo($"\"a\\u{(int)half:X4}b\"\n"));
        Assert.That(((YamlText)Some.Value(yaml)).Value, Is.EqualTo($"a{half}b"));
    }

    [TestCase("x\ny", "|-\n  x\n  y\n")]
    [TestCase("x\ny\n", "|\n  x\n  y\n")]
    [TestCase("x\n\ny\n\n", "|+\n  x\n\n  y\n\n")]
    [TestCase("  x\ny", "|2-\n    x\n  y\n")]
    [TestCase("\tx\n", "|2\n  \tx\n")]
    [TestCase("x\n---\n# y: z\n", "|\n  x\n  ---\n  # y: z\n")]
    [TestCase("x \ny", "\"x \\ny\"\n")]
    [TestCase("x\n \ny", "\"x\\n \\ny\"\n")]
    [TestCase("\nx", "\"\\nx\"\n")]
    [TestCase("\n", "\"\\n\"\n")]
    [TestCase("x\n\u200By", "\"x\\n\\u200By\"\n")]
    public void Write_OfSeveralLines_WritesABlockWhereThatIsExact(string text, string expected) =>
        Assert.That(YamlTextWriter.Write(Map("a", new YamlText(text, SourceSpan.None))), Is.EqualTo($"a: {expected}"));

    [TestCase("~", "null")]
    [TestCase("off", "false")]
    [TestCase("1:30", "90")]
    [TestCase("-123456789012345678901234567890", "-123456789012345678901234567890")]
    [TestCase("-0.0", "-0.0")]
    [TestCase("1.0e+16", "1.0e+16")]
    [TestCase("0.00001", "1.0e-05")]
    [TestCase("1.5e+300", "1.5e+300")]
    [TestCase(".inf", ".inf")]
    [TestCase("-.inf", "-.inf")]
    [TestCase(".nan", ".nan")]
    [TestCase("!!binary aGVsbG8=", "!!binary \"aGVsbG8=\"")]
    [TestCase("!!binary ''", "!!binary \"\"")]
    [TestCase("[]", "[]")]
    [TestCase("{}", "{}")]
    public void Write_OfAnotherValue_WritesWhatReadsBack(string text, string expected) =>
        Assert.That(YamlTextWriter.Write(Some.Value($"a: {text}")), Is.EqualTo($"a: {expected}\n"));

    [TestCase("null\n")]
    [TestCase("text\n")]
    [TestCase("|2-\n   x\n  y\n")]
    [TestCase("[]\n")]
    [TestCase("a:\n  - b\n  - c: 1\n    d:\n      - e\n  - - f\n    - - g\n  - []\nh:\n  i:\n    j: {}\n")]
    [TestCase("- a: |\n    x\n    y\n  b: |2\n     x\n    y\n- |\n  x\n  y\n- - |+\n    x\n\n- z\n")]
    [TestCase("5: a\ntrue: b\nnull: c\n.nan: d\n1.5: e\n\"\": f\n\"yes\": g\n\"5\": h\n\"<<\": i\n\"=\": j\n\"a\\nb\": k\n!!binary \"aGk=\": l\n")]
    public void Write_OfADocument_IndentsItAsPeopleDo(string text) => Assert.That(YamlTextWriter.Write(Some.Value(text)), Is.EqualTo(text));

    [Test]
    public void Write_OfASharedValue_WritesItEachTime() =>
        Assert.That(YamlTextWriter.Write(Some.Value("a: &x [1]\nb: *x")), Is.EqualTo("a:\n  - 1\nb:\n  - 1\n"));

    [Test]
    public void Write_OfALongKey_SaysThatItIsAKey()
    {
        var key = new string('k', 1_001);
        var map = new YamlMap([new(new YamlText(key, SourceSpan.None), Some.Value("[b]")), new(new YamlText("c", SourceSpan.None), Map(key, Some.Value("1")))], SourceSpan.None);

        var yaml = YamlTextWriter.Write(map);

        Assert.That(yaml, Is.EqualTo($"? {key}\n:\n  - b\nc:\n  ? {key}\n  : 1\n"));
        Assert.That(SameValue.Describe(Some.Value(yaml)), Is.EqualTo(SameValue.Describe(map)));
    }

    [Test]
    public void Write_OfALongLine_DoesNotFoldIt()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 10_000)) + "end";

        Assert.That(YamlTextWriter.Write(new YamlText(text, SourceSpan.None)), Is.EqualTo(text + "\n"));
    }

    [Test]
    public void Write_OfATreeThatNoTextCanHold_Throws()
    {
        YamlValue value = new YamlList([], SourceSpan.None);
        for (var i = 0; i < 1_000_000; i++)
        {
            value = new YamlList([value], SourceSpan.None);
        }

        Assert.That(() => YamlTextWriter.Write(value), Throws.TypeOf<InsufficientExecutionStackException>());
    }

    [Test]
    public void Write_OfAnyValue_ReadsBackTheSame() =>
        Prop.ForAll(AnyValue.Tree.ToArbitrary(), ReadsBackTheSame).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static Property ReadsBackTheSame(YamlValue value)
    {
        var yaml = YamlTextWriter.Write(value);
        var read = YamlReader.Read(yaml, "test.yaml", new YamlLimits { MaxBytes = int.MaxValue });
        var isSame = !read.HasErrors && SameValue.Describe(read.Value!) == SameValue.Describe(value);
        return isSame.Label($"{string.Join('\n', read.Diagnostics)}\n{yaml}");
    }

    private static YamlMap Map(string key, YamlValue value) => new([new YamlMapEntry(new YamlText(key, SourceSpan.None), value)], SourceSpan.None);
}
