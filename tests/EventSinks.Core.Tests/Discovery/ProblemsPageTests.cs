using System.Text.RegularExpressions;

namespace EventSinks.Discovery;

/// <summary>Holds docs/plugin-problems.md to the codes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class ProblemsPageTests
{
    [Test]
    public void Page_HasARowForEveryCodeAndNoOther()
    {
        var codes = typeof(PluginProblemCodes).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

        Assert.That(RowPattern().Matches(Page()).Select(row => row.Groups["code"].Value), Is.EqualTo(codes));
    }

    private static string Page()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EventSinks.sln")))
        {
            root = root.Parent!;
        }

        return File.ReadAllText(Path.Combine(root.FullName, "docs", "plugin-problems.md"));
    }

    [GeneratedRegex(@"^\| (?<code>ES[0-9]{4}) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowPattern();
}
