namespace EventSinks.Yaml;

/// <summary>Maps, lists, anchors and merge keys, compared with what PyYAML makes of them.</summary>
[Parallelizable(ParallelScope.All)]
public class StructureTests
{
    [TestCase("", "null")]
    [TestCase("# only a comment\n", "null")]
    [TestCase("---\n...\n", "null")]
    [TestCase("a:\tb", "{\"a\": \"b\"}")]
    [TestCase("a: 1\r\nb: 2\r\n", "{\"a\": 1, \"b\": 2}")]
    [TestCase("\uFEFFa: b", "{\"a\": \"b\"}")]
    [TestCase("{\"a\": [1, null, {\"b\": \"c\"}],}", "{\"a\": [1, null, {\"b\": \"c\"}]}")]
    [TestCase("%YAML 1.2\n---\na: yes", "{\"a\": true}")]
    [TestCase("a: |\n  x\n  y\n", "{\"a\": \"x\\ny\\n\"}")]
    [TestCase("a: >-\n  x\n  y\n\n  z\n", "{\"a\": \"x y\\nz\"}")]
    [TestCase("a: |+\n  x\n\n", "{\"a\": \"x\\n\\n\"}")]
    [TestCase("a:\n- b\n- - c\n  - d\n", "{\"a\": [\"b\", [\"c\", \"d\"]]}")]
    [TestCase("[a: b, c]", "[{\"a\": \"b\"}, \"c\"]")]
    [TestCase("{a, b: }", "{\"a\": null, \"b\": null}")]
    [TestCase("a: &x {b: 1}\nc: *x", "{\"a\": {\"b\": 1}, \"c\": {\"b\": 1}}")]
    [TestCase("a: &x {b: 1}\nc: {d: 2, <<: *x, b: 3}", "{\"a\": {\"b\": 1}, \"c\": {\"b\": 3, \"d\": 2}}")]
    [TestCase("- &x {b: 1}\n- &y {b: 2, c: 3}\n- {<<: [*x, *y]}", "[{\"b\": 1}, {\"b\": 2, \"c\": 3}, {\"b\": 1, \"c\": 3}]")]
    [TestCase("{b: 1, <<: {a: 2, b: 3}, <<: {a: 5}}", "{\"a\": 5, \"b\": 1}")]
    [TestCase("\"<<\": 1", "{\"<<\": 1}")]
    [TestCase("=: 1", "{\"=\": 1}")]
    [TestCase("{1: a, yes: b}", "{\"1\": \"b\"}")]
    [TestCase("{1: a, 1.0: b, \"1\": c}", "{\"1\": \"b\", \"1\": \"c\"}")]
    [TestCase("{~: 1, 1.5: 2, no: 3}", "{\"null\": 1, \"1.5\": 2, \"false\": 3}")]
    [TestCase("b: 1\na: 2\nb: 3", "{\"b\": 3, \"a\": 2}")]
    [TestCase("{0.0: a, -0.0: b}", "{\"0.0\": \"b\"}")]
    [TestCase("{.nan: 1, .NaN: 2}", "{\"NaN\": 2}")]
    [TestCase("<<: !!omap [a: 1, b: 2]", "{\"b\": 2, \"a\": 1}")]
    [TestCase("!!pairs [a: 1, a: 2]", "[[\"a\", 1], [\"a\", 2]]")]
    [TestCase("- &a 5\n- *a : 3", "[5, {\"5\": 3}]")]
    [TestCase("!!map {a: !!seq [b]}", "{\"a\": [\"b\"]}")]
    public void Read_ADocument_GivesWhatHeatReads(string text, string json) => Assert.That(Some.Json(text), Is.EqualTo(json));

    [TestCase("a: *x", YamlDiagnosticCodes.UndefinedAlias, 1, 4)]
    [TestCase("a: &x [1, *x]", YamlDiagnosticCodes.RecursiveAlias, 1, 11)]
    [TestCase("a: &x 1\nb: &x 2", YamlDiagnosticCodes.DuplicateAnchor, 2, 4)]
    [TestCase("? [a, b]\n: c", YamlDiagnosticCodes.UnhashableKey, 1, 3)]
    [TestCase("{a: 1}: c", YamlDiagnosticCodes.UnhashableKey, 1, 1)]
    [TestCase("<<: 3", YamlDiagnosticCodes.InvalidMerge, 1, 5)]
    [TestCase("<<: [{a: 1}, 3]", YamlDiagnosticCodes.InvalidMerge, 1, 14)]
    [TestCase("a: 1\n---\nb: 2", YamlDiagnosticCodes.SeveralDocuments, 2, 1)]
    [TestCase("%YAML 2.0\n---\na: 1", YamlDiagnosticCodes.IncompatibleVersion, 1, 1)]
    [TestCase("%YAML 1.3\n---\na: 1", YamlDiagnosticCodes.IncompatibleVersion, 1, 1)]
    [TestCase("a:\n\tb: 1", YamlDiagnosticCodes.TabIndentation, 2, 1)]
    [TestCase("a: 1\n\tb: 1", YamlDiagnosticCodes.TabIndentation, 2, 1)]
    [TestCase("a: 1\n\t", YamlDiagnosticCodes.TabIndentation, 2, 1)]
    [TestCase("\t# c", YamlDiagnosticCodes.TabIndentation, 1, 1)]
    [TestCase("-\ta\n- \t- b", YamlDiagnosticCodes.TabIndentation, 1, 2)]
    [TestCase("a: b: c", YamlDiagnosticCodes.Syntax, 1, 5)]
    [TestCase("# a\nb c\nd: 1", YamlDiagnosticCodes.Syntax, 2, 1)]
    [TestCase("a: [1, 2\nb: 3", YamlDiagnosticCodes.Syntax, 2, 2)]
    [TestCase("a: 1\nb: [<<: 2]", YamlDiagnosticCodes.InvalidMerge, 2, 9)]
    [TestCase("a: 1\n<<: *b", YamlDiagnosticCodes.UndefinedAlias, 2, 5)]
    [TestCase("a: [1, 2", YamlDiagnosticCodes.Syntax, 1, 9)]
    [TestCase("a: 'x", YamlDiagnosticCodes.Syntax, 1, 4)]
    [TestCase("😀: 'é' x", YamlDiagnosticCodes.Syntax, 1, 8)]
    public void Read_WhenSomethingIsWrong_SaysWhatAndWhere(string text, string code, int line, int column)
    {
        var error = Some.OnlyError(text);

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((code, new SourcePosition(line, column))));
    }

    [TestCase("a: 'x'\n b", "indentation")]
    [TestCase("- a\nb", "colon")]
    [TestCase("a: 1\nb", "colon")]
    [TestCase("a: 1\n b: 2", "indentation")]
    [TestCase("a: [1, 2", "comma")]
    [TestCase("a: {b: 1", "comma")]
    [TestCase("[a b: c d: e", "comma")]
    [TestCase("a: @b", "quotes")]
    [TestCase("a: 'b", "not closed")]
    [TestCase("a: \"\\z\"", "single quotes")]
    [TestCase("%YAML 1.1\na: 1", "---")]
    [TestCase("a: !e!x 1", "%TAG")]
    [TestCase("[,]", "missing")]
    [TestCase("a: &x &y 1", "one")]
    public void Read_WhenItIsNoYaml_SaysHowToMendIt(string text, string hint) => Assert.That(Some.OnlyError(text).Message, Does.Contain(hint));

    [TestCase("a: [1,\t2]")]
    [TestCase("a: [1,\n\t2]")]
    [TestCase("a: 1 \t # c\n\nb: 2")]
    [TestCase("a: b\n \tc")]
    [TestCase("a: |\n  x\n  \ty\n")]
    [TestCase("a: \"b\n\tc\"")]
    [TestCase("a\n\t")]
    public void Read_WithATabThatIsNoIndentation_IsFine(string text) => Assert.That(Some.Value(text), Is.Not.Null);

    [Test]
    public void Read_WhenAKeyIsThereTwice_WarnsNamingBothPlaces()
    {
        var warning = YamlReader.Read("a: 1\nb:\n  c: 1\n  c: 2\n", "test.yaml").Diagnostics.Single();

        Assert.That(warning.ToString(), Is.EqualTo("test.yaml:4:3: warning ES1016: the key 'c' is also at 3:3; the value at 4:3 counts"));
        Assert.That(warning.Path, Is.EqualTo("b.c"));
    }

    [Test]
    public void Read_WhenSeveralValuesAreWrong_ReportsAllInOrder()
    {
        var result = YamlReader.Read("a: !foo x\nb:\n- !!int y\n- *z\n", "test.yaml");

        Assert.That(result.Diagnostics.Select(error => (error.Code, error.Path)), Is.EqualTo(new[]
        {
            (YamlDiagnosticCodes.UnknownTag, "a"), (YamlDiagnosticCodes.InvalidScalar, "b[0]"), (YamlDiagnosticCodes.UndefinedAlias, "b[1]"),
        }));
        Assert.That(YamlJsonWriter.Write(result.Value!), Is.EqualTo("{\"a\": \"x\", \"b\": [\"y\", null]}"));
    }

    [Test]
    public void Read_GivesEveryNodeItsSpan()
    {
        var map = (YamlMap)Some.Value("a:\n  - 'x y'\n  - {b: 12}\n\nc: d\n");
        var list = (YamlList)map.Find("a")!.Value;

        Assert.Multiple(() =>
        {
            Assert.That(map.Span, Is.EqualTo(Span(1, 1, 5, 5)));
            Assert.That(map.Find("a")!.Key.Span, Is.EqualTo(Span(1, 1, 1, 2)));
            Assert.That(list.Span, Is.EqualTo(Span(2, 3, 3, 12)));
            Assert.That(list.Items[0].Span, Is.EqualTo(Span(2, 5, 2, 10)));
            Assert.That(list.Items[1].Span, Is.EqualTo(Span(3, 5, 3, 12)));
        });
    }

    [Test]
    public void Read_OfAMapWithoutBracketsInAList_StartsWhereItsKeyDoes()
    {
        var list = (YamlList)((YamlMap)Some.Value("a: 1\nb: [c: d]\n")).Find("b")!.Value;

        Assert.That(list.Items[0].Span, Is.EqualTo(Span(2, 5, 2, 9)));
    }

    [Test]
    public void Span_OfAnEntryWithAnAlias_DoesNotEndBeforeItStarts()
    {
        var map = (YamlMap)Some.Value("a: &x ~\nb:    *x\n");

        Assert.That(map.Find("b")!.Span, Is.EqualTo(Span(2, 1, 2, 2)));
    }

    [Test]
    public void Read_WhenABracketIsLeftOpen_NamesItsPlace() =>
        Assert.That(Some.OnlyError("p:\n  a: [1, 2\n  b: 3").Message, Does.Contain("2:6"));

    [Test]
    public void Read_WithCharactersOutsideTheBasicPlane_CountsCharacters()
    {
        var map = (YamlMap)Some.Value("{😀: é, b: 😀😀, c: d}");

        Assert.That(map.Find("c")!.Key.Span, Is.EqualTo(Span(1, 15, 1, 16)));
    }

    [Test]
    public void Find_InALargeMap_FindsByName()
    {
        var map = (YamlMap)Some.Value(string.Concat(Enumerable.Range(0, 100).Select(number => $"k{number}: {number}\n")));

        Assert.That(map.TryGetValue("k42", out var value), Is.True);
        Assert.That(((YamlInteger)value!).TryGetInt64(out var small) ? small : -1, Is.EqualTo(42));
        Assert.That(map.Find("absent"), Is.Null);
    }

    private static SourceSpan Span(int line, int column, int endLine, int endColumn) =>
        new(new SourcePosition(line, column), new SourcePosition(endLine, endColumn));
}
