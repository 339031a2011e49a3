using System.Text.RegularExpressions;

namespace EventSinks.ArchitectureTests;

/// <summary>Holds the programs of pages to code that compiles: they may leave lines of the files out, and invent none.</summary>
[Parallelizable(ParallelScope.All)]
public partial class ReadmeTests
{
    private static readonly string[] Pages = ["README.md", "docs/writing-a-sink.md", "docs/testing.md"];

    private static IEnumerable<TestCaseData> Blocks => Pages.SelectMany(static page => BlocksOf(page));

    [TestCaseSource(nameof(Blocks))]
    public void Block_HasOnlyLinesOfItsFiles_InTheirOrder(string[] files, string[] lines)
    {
        var rest = new Queue<string>(files.SelectMany(static file => Lines(Repository.Read(file))));

        foreach (var line in lines)
        {
            while (rest.TryPeek(out var next) && next != line)
            {
                rest.Dequeue();
            }

            Assert.That(rest, Is.Not.Empty, $"'{line}' is not in {string.Join(", ", files)}, or not behind the line above it");
            rest.Dequeue();
        }
    }

    [Test]
    public void Page_NamesTheFilesOfEveryProgram()
    {
        var programs = Repository.Read("README.md").Split('\n').Count(static line => line == "```csharp");

        Assert.That(BlocksOf("README.md").Count(), Is.EqualTo(programs).And.GreaterThanOrEqualTo(2));
    }

    private static IEnumerable<TestCaseData> BlocksOf(string page) =>
        BlockPattern().Matches(Repository.Read(page)).Select((block, i) =>
            new TestCaseData(block.Groups["files"].Value.Split(' '), Lines(block.Groups["code"].Value)).SetArgDisplayNames($"{page} {i} {block.Groups["files"].Value}"));

    private static string[] Lines(string code) =>
        [.. code.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];

    [GeneratedRegex(@"^<!-- code of (?<files>[^\n]+) -->\n```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BlockPattern();
}
