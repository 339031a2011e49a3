using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Contents;

/// <summary>What is in each package, file by file, and what it says of itself.</summary>
[Parallelizable(ParallelScope.All)]
public class PackageTests
{
    private static IEnumerable<SourceProject> Projects => SourceProject.All;

    private static IEnumerable<SourceProject> Libraries => Projects.Where(static project => !project.IsTool && !project.IsTemplate);

    private static IEnumerable<SourceProject> Plugins => Projects.Where(static project => project.IsPlugin);

    [Test]
    public void Feed_HasAPackageOfEveryProject()
    {
        var expected = Projects.Select(static project => $"{project.Name}.{LocalFeed.Version}.nupkg");

        Assert.That(Directory.EnumerateFiles(LocalFeed.Packages, "*.nupkg").Select(static path => Path.GetFileName(path)), Is.EquivalentTo(expected));
        Assert.That(Projects.Count(), Is.GreaterThanOrEqualTo(9));
    }

    [TestCaseSource(nameof(Projects))]
    public void Package_SaysWhatItIs(object project)
    {
        using var package = PackageFile.Of(((SourceProject)project).Name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(package.Says("id"), Is.EqualTo(((SourceProject)project).Name));
            Assert.That(package.Says("version"), Is.EqualTo(LocalFeed.Version));
            Assert.That(package.Says("description"), Is.EqualTo(((SourceProject)project).Property("Description")).And.Length.GreaterThan(20));
            Assert.That(package.Says("authors"), Is.EqualTo("The EventSinks authors"));
            Assert.That(package.Says("tags"), Does.Contain("heat").And.Contain("event-sink"));
            Assert.That((string?)package.Element("license")?.Attribute("type"), Is.EqualTo("expression"));
            Assert.That(package.Says("license"), Is.EqualTo("Apache-2.0"));
            Assert.That((string?)package.Element("repository")?.Attribute("commit"), Does.Match("^[0-9a-f]{40}$"));
            Assert.That(package.Metadata.ToString(), Does.Not.Contain(Repository.Root));
        }
    }

    [TestCaseSource(nameof(Projects))]
    public void Package_HasAReadme(object project)
    {
        using var package = PackageFile.Of(((SourceProject)project).Name);

        Assert.That(package.Says("readme"), Is.EqualTo("README.md"));
        Assert.That(package.ReadText("README.md"), Does.StartWith($"# {((SourceProject)project).Name}\n").And.Length.GreaterThan(300));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_HasItsAssemblyWithDocs_AndNothingElse(object project)
    {
        var name = ((SourceProject)project).Name;
        using var package = PackageFile.Of(name);

        string[] expected = ["README.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"];
        Assert.That(package.Files.Where(static file => IsOfALibrary(file)), Is.EquivalentTo(expected));
        Assert.That(
            XDocument.Parse(package.ReadText($"lib/net10.0/{name}.xml")).Descendants("member").Where(static member => member.Element("summary") is not null),
            Is.Not.Empty);
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_NeedsWhatItsProjectSays_InTheVersionsOfThisBuild(object project)
    {
        using var package = PackageFile.Of(((SourceProject)project).Name);
        var expected = ((SourceProject)project).References("ProjectReference").Select(static id => (id, LocalFeed.Version))
            .Concat(((SourceProject)project).References("PackageReference").Select(static id => (id, CentralVersions.All[id])));

        Assert.That(package.Dependencies, Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(Libraries))]
    public void Library_IsReproducible_AndHasItsSymbolsBesideIt(object project)
    {
        var name = ((SourceProject)project).Name;
        using var package = PackageFile.Of(name);
        using var symbols = PackageFile.Of(name, "snupkg");
        using var assembly = new PEReader(new MemoryStream(package.Read($"lib/net10.0/{name}.dll")));
        var directory = assembly.ReadDebugDirectory();

        Assert.That(directory.Select(static entry => entry.Type), Does.Contain(DebugDirectoryEntryType.Reproducible));
        Assert.That(symbols.Files, Is.EquivalentTo(new[] { $"lib/net10.0/{name}.pdb" }));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/net10.0/{name}.pdb")));
        var id = assembly.ReadCodeViewDebugDirectoryData(directory.Single(static entry => entry.Type is DebugDirectoryEntryType.CodeView)).Guid;
        Assert.That(new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid, Is.EqualTo(id));
    }

    [TestCaseSource(nameof(Plugins))]
    public void Plugin_HasItsFolder_WithoutWhatComesFromTheHost(object project)
    {
        var name = ((SourceProject)project).Name;
        using var package = PackageFile.Of(name);
        var folder = package.Files.Where(static file => file.StartsWith("plugins/", StringComparison.Ordinal)).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(folder, Is.All.StartsWith($"plugins/{name}/"));
            Assert.That(folder, Does.Contain($"plugins/{name}/{name}.dll").And.Contain($"plugins/{name}/{name}.deps.json"));
            Assert.That(folder.Where(static file => !file.EndsWith(".deps.json", StringComparison.Ordinal)), Is.All.EndsWith(".dll"));
            Assert.That(folder.Where(static file => IsOfTheHost(Path.GetFileNameWithoutExtension(file))), Is.Empty);
            Assert.That(package.Read($"plugins/{name}/{name}.dll"), Is.EqualTo(package.Read($"lib/net10.0/{name}.dll")));
            Assert.That(package.ReadText($"buildTransitive/{name}.targets"), Is.EqualTo(Repository.Read("build/PluginConsumer.targets")));
        }
    }

    [Test]
    public void ZaqarPlugin_BringsItsPrivateDependencies()
    {
        using var package = PackageFile.Of("EventSinks.Zaqar");

        Assert.That(
            package.Files.Where(static file => file.StartsWith("plugins/", StringComparison.Ordinal)).Select(static file => Path.GetFileName(file)),
            Is.EquivalentTo(new[] { "EventSinks.OpenStack.dll", "EventSinks.Yaml.dll", "EventSinks.Zaqar.deps.json", "EventSinks.Zaqar.dll", "YamlDotNet.dll" }));
    }

    [Test]
    public void Contract_BringsWhatPacksAPlugin()
    {
        using var package = PackageFile.Of("EventSinks.Abstractions");

        Assert.That(package.ReadText("build/EventSinks.Abstractions.targets"), Is.EqualTo(Repository.Read("build/PluginPackage.targets")));
        Assert.That(package.ReadText("build/PluginConsumer.targets"), Is.EqualTo(Repository.Read("build/PluginConsumer.targets")));
    }

    // What is in plugins, and the targets, are looked at by their own tests.
    private static bool IsOfALibrary(string file) =>
        !file.StartsWith("plugins/", StringComparison.Ordinal) && !file.StartsWith("build", StringComparison.Ordinal);

    private static bool IsOfTheHost(string assembly) =>
        assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || assembly is "EventSinks.Abstractions" or "EventSinks.Core" or "System.Composition.AttributedModel";
}
