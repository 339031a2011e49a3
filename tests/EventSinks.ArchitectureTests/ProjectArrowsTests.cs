using System.Xml.Linq;

namespace EventSinks.ArchitectureTests;

/// <summary>Which project may know which: what each project file says, against what it may say.</summary>
[Parallelizable(ParallelScope.All)]
public class ProjectArrowsTests
{
    // Everything in src that a project may reference, and the packages besides Microsoft.Extensions and analyzers.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["EventSinks.Abstractions"] = ["System.Composition.AttributedModel"],
        ["EventSinks.Yaml"] = ["YamlDotNet"],
        ["EventSinks.Core"] = ["EventSinks.Abstractions", "EventSinks.Yaml", "System.Composition"],
        ["EventSinks.OpenStack"] = ["EventSinks.Yaml"],
        ["EventSinks.Zaqar"] = ["EventSinks.Abstractions", "EventSinks.OpenStack"],
        ["EventSinks.Zaqar.Reader"] = ["EventSinks.Abstractions", "EventSinks.OpenStack"],
        ["EventSinks.Local"] = ["EventSinks.Abstractions"],
        ["EventSinks.Webhook"] = ["EventSinks.Abstractions"],
        ["EventSinks.Templates"] = [],
        ["EventSinks.Sqlite"] = ["EventSinks.Core", "Microsoft.Data.Sqlite"],
        ["EventSinks.Testing"] = ["EventSinks.Core", "NUnit"],
        ["EventSinks.Tool"] = ["EventSinks.Core", "EventSinks.Sqlite", "EventSinks.Zaqar.Reader", "Spectre.Console", "System.CommandLine", "System.Reflection.MetadataLoadContext"],
    };

    private static readonly string[] WithoutExtensions = ["EventSinks.Abstractions", "EventSinks.Yaml", "EventSinks.OpenStack"];

    private static IEnumerable<string> Projects =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(static path => Path.GetFileName(path)!);

    [TestCaseSource(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItsArrowsAllow(string project)
    {
        Assert.That(Allowed, Does.ContainKey(project), "a new project needs its arrows here");

        var references = References($"src/{project}/{project}.csproj")
            .Where(name => WithoutExtensions.Contains(project, StringComparer.Ordinal) || !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

        Assert.That(references, Is.SubsetOf(Allowed[project]));
    }

    [TestCase("src/EventSinks.Zaqar/EventSinks.Zaqar.csproj")]
    [TestCase("src/EventSinks.Local/EventSinks.Local.csproj")]
    [TestCase("src/EventSinks.Webhook/EventSinks.Webhook.csproj")]
    [TestCase("samples/ThirdPartySink/ThirdPartySink.csproj")]
    public void PlugIn_LeavesTheContractToTheHost(string path)
    {
        var contract = Elements(path, "ProjectReference").Single(static element =>
            ((string)element.Attribute("Include")!).EndsWith("EventSinks.Abstractions.csproj", StringComparison.Ordinal));

        Assert.That((string?)contract.Attribute("Private"), Is.EqualTo("false"));
        Assert.That((string?)contract.Attribute("ExcludeAssets"), Is.EqualTo("runtime"));
    }

    [TestCase("samples/ConsoleHost/ConsoleHost.csproj", "EventSinks.Zaqar")]
    [TestCase("samples/ConsoleHost/ConsoleHost.csproj", "EventSinks.Local")]
    [TestCase("samples/ConsoleHost/ConsoleHost.csproj", "EventSinks.Webhook")]
    [TestCase("src/EventSinks.Tool/EventSinks.Tool.csproj", "EventSinks.Zaqar")]
    [TestCase("src/EventSinks.Tool/EventSinks.Tool.csproj", "EventSinks.Local")]
    [TestCase("src/EventSinks.Tool/EventSinks.Tool.csproj", "EventSinks.Webhook")]
    public void Program_FindsPlugInsAtRunTimeAndReferencesNone(string path, string plugin)
    {
        var found = Elements(path, "EventSinkPlugin").Select(static element => NameOf((string)element.Attribute("Include")!));

        Assert.That(found, Does.Contain(plugin));
        Assert.That(References(path), Does.Not.Contain(plugin));
    }

    [Test]
    public void Contract_ReferencesNothingButTheRuntime() =>
        Assert.That(
            typeof(IEventSink).Assembly.GetReferencedAssemblies().Select(static reference => reference.Name), Is.All.StartsWith("System."));

    private static IEnumerable<string> References(string path) =>
        Elements(path, "ProjectReference").Concat(Elements(path, "PackageReference"))
            .Select(static element => NameOf((string)element.Attribute("Include")!));

    private static IEnumerable<XElement> Elements(string path, string name) => XDocument.Parse(Repository.Read(path)).Descendants(name);

    private static string NameOf(string include) =>
        include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/')) : include;
}
