using System.Text.RegularExpressions;
using EventSinks.Support;

namespace EventSinks.Discovery;

/// <summary>Holds docs/plugin-problems.md to the codes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class ProblemsPageTests
{
    [Test]
    public void Page_HasARowForEveryCodeAndNoOther()
    {
        var codes = typeof(PluginProblemCodes).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

        Assert.That(RowPattern().Matches(RepositoryFile.Read("docs/plugin-problems.md")).Select(row => row.Groups["code"].Value), Is.EqualTo(codes));
    }

    [GeneratedRegex(@"^\| (?<code>ES[0-9]{4}) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowPattern();
}
