using EventSinks.Yaml.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Yaml;

[Parallelizable(ParallelScope.All)]
public class YamlJsonWriterTests
{
    [Test]
    public void Write_WhenIndented_LooksAsJsonDumpsDoes()
    {
        var json = YamlJsonWriter.Write(Some.Value("a: [1, {b: c}]\nd: []\ne: {}\n"), indented: true);

        Assert.That(json, Is.EqualTo("{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"d\": [],\n  \"e\": {}\n}"));
    }

    [Test]
    public void Write_WithControlCharacters_EscapesThem() =>
        Assert.That(Some.Json("\"\\b\\f\\n\\r\\t\\0\\x7f\\\\\\\"\""), Is.EqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u007f\\\\\\\"\""));

    [Test]
    public void Write_WithBytes_Refuses() =>
        Assert.That(() => YamlJsonWriter.Write(Some.Value("a: !!binary aGVsbG8=")), Throws.TypeOf<NotSupportedException>());

    [Test]
    public void Write_WhatItWrote_ReadsBackTheSame()
    {
        const string text = "{\"a\": [1, 2.5, true, null, \"x\\u00e9\", 12345678901234567890], \"b\": {\"1\": -0.0}}";

        Assert.That(Some.Json(text), Is.EqualTo(text));
    }

    [TestCase("1e-05")]
    [TestCase("1e+16")]
    [TestCase("1.5e+300")]
    [TestCase("NaN")]
    [TestCase("-Infinity")]
    public void ReadJson_OfANumberThatIsTextInYaml_GivesTheNumber(string json)
    {
        var value = YamlReader.ReadJson(json, "test.json").Value!;

        Assert.That(value, Is.TypeOf<YamlFloat>());
        Assert.That(YamlJsonWriter.Write(value), Is.EqualTo(json));
    }

    [TestCase("", "a", "a")]
    [TestCase("a", "b", "a.b")]
    [TestCase("a", "b c", "a[\"b c\"]")]
    [TestCase("a[0]", "b-1", "a[0].b-1")]
    public void Append_AKey_QuotesWhatIsNoWord(string path, string key, string expected) =>
        Assert.That(YamlPath.Append(path, key), Is.EqualTo(expected));

    [Test]
    public void ToString_OfADiagnosticWithoutPlace_NamesTheFileOnly()
    {
        var diagnostic = Diagnostic.Error("ES1110", "no such file", "x.yaml", SourceSpan.None);

        Assert.That(diagnostic.ToString(), Is.EqualTo("x.yaml: error ES1110: no such file"));
    }

    [Test]
    public void ReadJson_OfAnyValueThatWasWritten_GivesTheSame() =>
        Prop.ForAll(AnyValue.JsonTree.ToArbitrary(), ReadsBackTheSame).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Property ReadsBackTheSame(YamlValue value)
    {
        var json = YamlJsonWriter.Write(value);
        var read = YamlReader.ReadJson(json, "test.json", new YamlLimits { MaxBytes = int.MaxValue });
        var isSame = !read.HasErrors && SameValue.Describe(read.Value!) == SameValue.Describe(value);
        return isSame.Label($"{string.Join('\n', read.Diagnostics)}\n{json}");
    }
}
