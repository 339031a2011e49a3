using System.Text.RegularExpressions;

namespace EventSinks.ArchitectureTests;

/// <summary>Holds the pages to the files they speak of.</summary>
[Parallelizable(ParallelScope.All)]
public partial class PagesTests
{
    private static IEnumerable<string> Pages =>
        new[] { "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "benchmarks/README.md", "samples/ThirdPartySink/README.md" }
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')));

    [TestCaseSource(nameof(Pages))]
    public void Page_LinksOnlyToWhatIsThere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var missing = LinkPattern().Matches(Repository.Read(page))
            .Select(static link => link.Groups["target"].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Page_NamesOnlySourcesThatAreThere(string page)
    {
        var missing = SourcePattern().Matches(Repository.Read(page))
            .Select(static source => source.Groups["path"].Value)
            .Where(static path => !Path.Exists(Path.Combine(Repository.Root, path)) && !Path.Exists(Path.Combine(Repository.Root, "src", path)));

        Assert.That(missing, Is.Empty);
    }

    // Links within the repository, without what comes behind '#'.
    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"`(?<path>(src|samples|tests|build|docs|EventSinks\.\w+)/[\w./-]+\.(cs|csproj|yaml|sh|md|txt|targets))`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SourcePattern();
}
