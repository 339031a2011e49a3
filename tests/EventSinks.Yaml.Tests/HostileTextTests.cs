using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Yaml;

/// <summary>Whatever a text is, it reads or says what is wrong, soon and without hurting the process.</summary>
[Parallelizable(ParallelScope.All)]
public class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", ": ", ":", "- ", "-", "\n", "\n  ", "\n ", "\r\n", "[", "]", "{", "}", ", ", "\"", "'", "#", " # c", "&x ", "*x", "!!str ", "!!int ",
        "!", "| ", "|+\n", ">-\n", "? ", "<<: ", "=", "5", "1:30", "yes", "\t", "---\n", "...\n", "%YAML 1.1\n", "%", "~", "\\", "é", "😀", "\u0085", " ",
    ];

    [TestCase("[")]
    [TestCase("{")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("[{a: ")]
    public void Read_WhenNestedFarTooDeep_StopsAtTheLimit(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 512 * 1024 / opening.Length));

        Assert.That(Some.OnlyError(text).Code, Is.EqualTo(YamlDiagnosticCodes.TooDeep));
    }

    [Test]
    public void Read_WhenBlocksAreNestedTooDeep_NamesThePlace()
    {
        var error = Some.OnlyError(string.Concat(Enumerable.Range(0, 100).Select(depth => new string(' ', depth) + "a:\n")));

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.TooDeep, new SourcePosition(65, 65))));
    }

    [Test]
    public void Read_WhenAnAliasNestsTooDeep_ReportsTheAlias()
    {
        var error = Some.OnlyError("a: &x [[[1]]]\nb: [*x]", new YamlLimits { MaxDepth = 4 });

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.TooDeep, new SourcePosition(2, 5))));
    }

    [Test]
    public void Read_WithAnAliasBomb_CountsWhatAliasesStandFor()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var error = Some.OnlyError(text.ToString());

        Assert.That((error.Code, error.Span.Start.Line), Is.EqualTo((YamlDiagnosticCodes.TooManyNodes, 5)));
    }

    [Test]
    public void Read_WhenAliasesRepeatALongText_CountsItEachTime()
    {
        var limits = new YamlLimits { MaxCharacters = 10 };

        Assert.That(YamlReader.Read("[&x abc, *x, *x, d]", "test.yaml", limits).HasErrors, Is.False);
        var error = Some.OnlyError("[&x abc, *x, *x, *x]", limits);
        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.TooMuchText, new SourcePosition(1, 18))));
    }

    [Test]
    public void Read_WithMoreNodesThanTheLimit_ReportsTheFirstTooMany()
    {
        var limits = new YamlLimits { MaxNodes = 4 };

        Assert.That(YamlReader.Read("[a, b, c]", "test.yaml", limits).HasErrors, Is.False);
        Assert.That(Some.OnlyError("[a, b, c, d]", limits).Span.Start, Is.EqualTo(new SourcePosition(1, 11)));
    }

    [Test]
    public void Read_WhenTheTextIsTooLong_ReportsItsSize()
    {
        var limits = new YamlLimits { MaxBytes = 9 };

        Assert.That(Some.OnlyError("a: éééé", limits).Code, Is.EqualTo(YamlDiagnosticCodes.TextTooLong));
        Assert.That(YamlReader.Read("a: ééé", "test.yaml", limits).HasErrors, Is.False);
        Assert.That(YamlReader.Read(new byte[10], "test.yaml", limits).Diagnostics.Single().Code, Is.EqualTo(YamlDiagnosticCodes.TextTooLong));
    }

    [TestCase("a: \u0001", 1, 4)]
    [TestCase("a: 1\nb: \0", 2, 4)]
    [TestCase("😀\u007F", 1, 2)]
    [TestCase("a: \uFFFE", 1, 4)]
    public void Read_WithACharacterThatYamlDoesNotAllow_ReportsThePlace(string text, int line, int column)
    {
        var error = Some.OnlyError(text);

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.InvalidCharacter, new SourcePosition(line, column))));
    }

    [Test]
    public void Read_WithALoneSurrogate_ReportsThePlace([Values('\uD83D', '\uDE00')] char half)
    {
        var error = Some.OnlyError($"a: {half}");

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.InvalidCharacter, new SourcePosition(1, 4))));
    }

    [Test]
    public void Read_WithInvalidUtf8_ReportsThePlace()
    {
        var error = YamlReader.Read((byte[])[.. "é: 1\nb: é"u8, 0xFF], "test.yaml").Diagnostics.Single();

        Assert.That((error.Code, error.Span.Start), Is.EqualTo((YamlDiagnosticCodes.InvalidEncoding, new SourcePosition(2, 5))));
    }

    [Test]
    public void Read_WithUtf16_ReadsBothOrders([Values] bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("a: 😀")];

        var result = YamlReader.Read(bytes, "test.yaml");
        var broken = YamlReader.Read(bytes.AsSpan(0, bytes.Length - 1), "test.yaml").Diagnostics.Single();

        Assert.That(YamlJsonWriter.Write(result.Value!), Is.EqualTo("{\"a\": \"\\ud83d\\ude00\"}"));
        Assert.That(broken.Code, Is.EqualTo(YamlDiagnosticCodes.InvalidEncoding));
    }

    [Test]
    public void Read_WithMoreDiagnosticsThanTheLimit_SaysThatThereAreOthers()
    {
        var text = string.Concat(Enumerable.Repeat("- !foo x\n", 10));

        var diagnostics = YamlReader.Read(text, "test.yaml", new YamlLimits { MaxDiagnostics = 3 }).Diagnostics;

        Assert.That(diagnostics.Select(error => error.Code), Is.EqualTo(new[]
        {
            YamlDiagnosticCodes.UnknownTag, YamlDiagnosticCodes.UnknownTag, YamlDiagnosticCodes.UnknownTag, YamlDiagnosticCodes.TooManyDiagnostics,
        }));
    }

    [Test]
    public void Read_WithALongName_KeepsTheMessageShort()
    {
        var error = Some.OnlyError("a: !" + new string('x', 10_000) + " b");

        Assert.That(error.ToString(), Has.Length.LessThan(300));
    }

    [Test]
    public void Read_AnyText_ReadsOrSaysWhatIsWrong() =>
        Prop.ForAll<string>(text => ReadsOrSays(() => YamlReader.Read(text ?? "", "test.yaml"))).QuickCheckThrowOnFailure();

    [Test]
    public void Read_AnyBytes_ReadsOrSaysWhatIsWrong() =>
        Prop.ForAll<byte[]>(bytes => ReadsOrSays(() => YamlReader.Read(bytes ?? [], "test.yaml"))).QuickCheckThrowOnFailure();

    [Test]
    public void Read_AnyMixtureOfYaml_ReadsOrSaysWhatIsWrong()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, text => ReadsOrSays(() => YamlReader.Read(text, "test.yaml"))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    // What is read can be written; what is not is an error; everything has a place in the text; and a second reading says the same.
    private static bool ReadsOrSays(Func<YamlReadResult> read)
    {
        var (first, second) = (read(), read());
        return (first.Value is not null || first.HasErrors)
            && first.Diagnostics.All(diagnostic => diagnostic.Message.Length > 0)
            && StandsInTheText(first)
            && first.Diagnostics.SequenceEqual(second.Diagnostics)
            && first.Value?.ToString() == second.Value?.ToString();
    }

    // Bytes that are no text have only the place where they stop being one.
    private static bool StandsInTheText(YamlReadResult result)
    {
        var places = new TextPlaces(result.Text);
        return result.Text.Length == 0
            ? result.Diagnostics.All(diagnostic => diagnostic.Span.IsKnown)
            : result.Diagnostics.All(diagnostic => places.Include(diagnostic.Span)) && (result.Value is null || places.Include(result.Value));
    }
}
