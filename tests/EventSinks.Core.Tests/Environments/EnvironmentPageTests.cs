using System.Text.RegularExpressions;
using EventSinks.StrictHeat;
using EventSinks.Support;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Holds docs/environment-file.md to the codes: each has a section, and each example really is what its section says.</summary>
[Parallelizable(ParallelScope.All)]
public partial class EnvironmentPageTests
{
    // What an example cannot show: characters and bytes that are no text, sizes beyond the limits, files that are not there.
    private static readonly string[] WithoutExample =
    [
        YamlDiagnosticCodes.InvalidCharacter, YamlDiagnosticCodes.InvalidEncoding, YamlDiagnosticCodes.TextTooLong, YamlDiagnosticCodes.TooDeep,
        YamlDiagnosticCodes.TooManyNodes, YamlDiagnosticCodes.TooMuchText, YamlDiagnosticCodes.TooManyDiagnostics, EnvironmentDiagnosticCodes.FileUnreadable,
    ];

    private static IEnumerable<string> Codes =>
        new[] { typeof(YamlDiagnosticCodes), typeof(EnvironmentDiagnosticCodes) }.SelectMany(ConstantsOf);

    private static IEnumerable<string> HeatCodes => ConstantsOf(typeof(HeatDiagnosticCodes));

    private static IEnumerable<string> CodesWithExample => Codes.Except(WithoutExample, StringComparer.Ordinal);

    [Test]
    public void Page_HasASectionForEveryCodeAndNoOther() =>
        Assert.That(Sections().Keys.Where(code => code.StartsWith("ES1", StringComparison.Ordinal)), Is.EqualTo(Codes.Concat(HeatCodes)));

    [TestCaseSource(nameof(CodesWithExample))]
    public void Page_OfACode_HasAnExampleThatReportsIt(string code)
    {
        // What is wrong with several files has an example of several: one after the other.
        var files = ExamplePattern().Matches(Sections()[code])
            .Select(static (example, i) => EnvironmentReader.TryRead(example.Groups["text"].Value, $"{i + 1}.yaml"))
            .ToArray();

        var diagnostics = files.All(static file => file.IsValid)
            ? EnvironmentMerger.Merge(files.Select(static file => file.Environment!)).Diagnostics
            : files.SelectMany(static file => file.Diagnostics);
        var reported = diagnostics.Select(static diagnostic => diagnostic.Code);

        Assert.That(reported, Is.EqualTo(new[] { code }));
    }

    [TestCaseSource(nameof(HeatCodes))]
    public void Page_OfAHeatCode_HasAnExampleThatReportsIt(string code)
    {
        var files = ExamplePattern().Matches(Sections()[code]).Select(example => EnvironmentReader.Read(example.Groups["text"].Value)).ToArray();
        var isUpdate = code == HeatDiagnosticCodes.DuplicatingUpdate;

        var reported = isUpdate ? HeatCheck.Check(files[..1], files[1..]) : HeatCheck.Check(files);

        Assert.That(reported.Select(diagnostic => diagnostic.Code), Does.Contain(code));
    }

    private static IEnumerable<string> ConstantsOf(Type type) => type.GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    private static Dictionary<string, string> Sections()
    {
        var page = RepositoryFile.Read("docs/environment-file.md");
        return SectionPattern().Matches(page).ToDictionary(section => section.Groups["code"].Value, section => section.Groups["body"].Value);
    }

    [GeneratedRegex(@"^### (?<code>ES[0-9]{4})\n(?<body>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExamplePattern();
}
