using System.Text.RegularExpressions;

namespace EventSinks.ArchitectureTests;

/// <summary>Which folder of Core may know which, by the namespaces that its files name.</summary>
[Parallelizable(ParallelScope.All)]
public partial class CoreFoldersTests
{
    private const string Core = "src/EventSinks.Core";

    // "" is the front door. A folder may always name itself, and Wording, which knows nothing of the others.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Wording"] = [],
        ["Environments"] = ["Wording"],
        ["Discovery"] = ["Wording"],
        ["StrictHeat"] = ["Environments", "Wording"],
        ["Storage"] = [],
        ["Policies"] = ["Wording"],
        ["Http"] = ["Policies"],
        ["Credentials"] = [],
        ["Observing"] = ["Storage"],
        ["Dispatch"] = ["Storage", "Observing"],
        ["Binding"] = ["Environments", "Discovery", "Policies", "Wording"],
        [""] = ["Environments", "Discovery", "Binding", "Policies", "Dispatch", "Storage", "Observing", "Http", "Credentials"],
        ["Hosting"] = ["Dispatch", "Observing"],
    };

    private static readonly string[] KnowAContainer = ["", "Hosting", "Http"];

    private static IEnumerable<string> Files => Repository.SourceFiles(Core);

    private static IEnumerable<string> FilesWithoutContainer => Files.Where(static path => !KnowAContainer.Contains(FolderOf(path), StringComparer.Ordinal));

    private static IEnumerable<string> FilesOutsideDiscovery => Files.Where(static path => FolderOf(path) != "Discovery");

    // The extension method is where every host looks for it.
    private static IEnumerable<string> FilesWithNamespaceOfFolder =>
        Files.Where(static path => !path.EndsWith("EventSinksServiceCollectionExtensions.cs", StringComparison.Ordinal));

    [TestCaseSource(nameof(Files))]
    public void File_NamesOnlyFoldersThatItsOwnMayKnow(string path)
    {
        var folder = FolderOf(path);
        Assert.That(Allowed, Does.ContainKey(folder), "a new folder needs its arrows here");

        var named = NamespacePattern().Matches(CodeOf(path))
            .Select(static match => match.Groups["folder"].Value)
            .Where(name => name != folder && Allowed.ContainsKey(name));

        Assert.That(named, Is.SubsetOf(Allowed[folder]));
    }

    [TestCaseSource(nameof(FilesWithoutContainer))]
    public void File_KnowsAContainerOnlyWhereHostsComeIn(string path) =>
        Assert.That(CodeOf(path), Does.Not.Contain("Microsoft.Extensions.DependencyInjection"));

    [TestCaseSource(nameof(Files))]
    public void File_LeavesYamlDotNetToTheProjectForIt(string path) =>
        Assert.That(CodeOf(path), Does.Not.Contain("YamlDotNet"));

    [TestCaseSource(nameof(FilesOutsideDiscovery))]
    public void File_ComposesPartsOnlyInDiscovery(string path) => Assert.That(CodeOf(path), Does.Not.Contain("System.Composition"));

    [TestCaseSource(nameof(FilesWithNamespaceOfFolder))]
    public void File_HasTheNamespaceOfItsFolder(string path)
    {
        var folder = FolderOf(path);

        Assert.That(Repository.Read(path).Split('\n'), Does.Contain(folder.Length == 0 ? "namespace EventSinks;" : $"namespace EventSinks.{folder};"));
    }

    private static string FolderOf(string path)
    {
        var parts = path[(Core.Length + 1)..].Split('/');
        return parts.Length == 1 ? "" : parts[0];
    }

    // Without comments and texts, which may speak of anything.
    private static string CodeOf(string path) => NoCodePattern().Replace(Repository.Read(path), "");

    [GeneratedRegex(@"\bEventSinks\.(?<folder>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"//.*$|""[^""\n]*""", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NoCodePattern();
}
