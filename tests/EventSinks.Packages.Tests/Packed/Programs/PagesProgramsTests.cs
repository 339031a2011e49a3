using System.Text.RegularExpressions;
using System.Xml.Linq;
using EventSinks.Packages.Tests.Packed.Contents;
using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Programs;

/// <summary>
/// The programs that the pages show, made in empty folders from the packages alone: the engine of EventSinks.Core's README, and the plug-in of
/// docs/writing-a-sink.md.
/// </summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed partial class PagesProgramsTests
{
    private const string EnginePage = "src/EventSinks.Core/README.md";
    private const string PluginPage = "docs/writing-a-sink.md";

    // The page's engine connects to the public Internet alone; this test's room is on this machine.
    private const string AllowRoom = """
        internal static class ForTheTest
        {
            public static EventSinks.StackEventsBuilder AllowRoom(this EventSinks.StackEventsBuilder sinks)
            {
                sinks.Http = new() { AllowedNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] };
                return sinks;
            }
        }
        """;

    private string _engine = "";
    private string _plugin = "";

    private string Output => Path.Combine(_engine, "bin", "Debug", "net10.0");

    private string PluginFolder => Path.Combine(_plugin, "plugins", "Chat");

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        _engine = LocalFeed.NewFolder("Engine");
        _plugin = LocalFeed.NewFolder("Chat");
        await Task.WhenAll(BuildEngineAsync(), PublishPluginAsync());
    }

    [Test]
    public void Plugin_WhenPublished_HoldsNothingThatComesFromTheHost() =>
        Assert.That(
            Directory.EnumerateFiles(PluginFolder, "*", SearchOption.AllDirectories).Select(static path => Path.GetFileName(path)),
            Is.EquivalentTo(new[] { "Chat.dll", "Chat.deps.json", "Chat.pdb" }));

    [Test]
    public void Engine_ThatReferencesPluginPackages_HasTheirFolders() =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Output, "plugins", "EventSinks.Zaqar")).Select(static path => Path.GetFileName(path)),
            Does.Contain("EventSinks.Zaqar.dll").And.Contain("EventSinks.Zaqar.deps.json").And.Contain("EventSinks.OpenStack.dll").And.Contain("YamlDotNet.dll"));

    [Test]
    public async Task Engine_WithThePluginInItsFolder_DeliversToIt()
    {
        await using var room = ChatRoom.Open();
        var declaration = Page.Block(PluginPage, "yaml").Replace("https://chat.example.org/rooms/ops", room.Address, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(_engine, "prod.yaml"), Page.Block(EnginePage, "yaml") + declaration.Replace("event_sinks:\n", "", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(Output, "plugins", "Chat"));
        foreach (var file in Directory.EnumerateFiles(PluginFolder))
        {
            File.Copy(file, Path.Combine(Output, "plugins", "Chat", Path.GetFileName(file)), overwrite: true);
        }

        var output = await LocalFeed.Dotnet(_engine).RunAsync(Path.Combine(Output, "Engine.dll"));

        Assert.That(output, Does.Match("(?m)^chat.*: Healthy, 2 of 2 delivered").And.Match("(?m)^console.*: Healthy, 2 of 2 delivered"));
        Assert.That(output, Does.Match(@"(?m)^[-0-9]+ [0-9:]+ \[server\]: CREATE_COMPLETE  state changed$"));
        Assert.That(
            room.Posts,
            Has.Count.EqualTo(2).And.Some.Contains("Stack CREATE started").And.Some.Contains("\"resource_type\":\"OS::Nova::Server\""));
    }

    [Test]
    public async Task Plugin_WhenPacked_IsAPackageLikeOurs()
    {
        await LocalFeed.Dotnet(_plugin).RunAsync("pack", "--no-build", "--nologo", "--output", "package");

        using var package = new PackageFile(Path.Combine(_plugin, "package", "Chat.1.0.0.nupkg"));
        Assert.That(
            package.Files,
            Is.EquivalentTo(new[] { "buildTransitive/Chat.targets", "lib/net10.0/Chat.dll", "plugins/Chat/Chat.deps.json", "plugins/Chat/Chat.dll" }));
        Assert.That(package.ReadText("buildTransitive/Chat.targets"), Is.EqualTo(Repository.Read("build/PluginConsumer.targets")));
    }

    [Test]
    public async Task Tool_InstalledFromItsPackage_FindsThePluginAndItsOwn()
    {
        var tool = await LocalFeed.ToolAsync(_plugin);

        var output = await tool.RunAsync("plugins", "list", "--plugins", "plugins", "--json");

        Assert.That(output, Does.Contain("\"chat\"").And.Contain("\"console\"").And.Contain("\"zaqar-queue\"").And.Not.Contain("ES3"));
    }

    private async Task BuildEngineAsync()
    {
        var dotnet = LocalFeed.Dotnet(_engine);
        await dotnet.RunAsync("new", "console", "--output", ".", "--no-restore", "--debug:custom-hive", Path.Combine(_engine, "obj", "hive"));
        var program = Page.Block(EnginePage, "csharp");
        Assert.That(program, Does.Contain("sinks => sinks\n"));
        await File.WriteAllTextAsync(
            Path.Combine(_engine, "Program.cs"), program.Replace("sinks => sinks\n", $"sinks => sinks.{nameof(AllowRoom)}()\n", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(_engine, "ForTheTest.cs"), AllowRoom);
        var path = Path.Combine(_engine, "Engine.csproj");
        var project = XDocument.Load(path);
        project.Root!.Add(new XElement("ItemGroup", AddedPackage().Matches(Page.Block(EnginePage, "sh")).Select(static line =>
            new XElement("PackageReference", new XAttribute("Include", line.Groups["id"].Value), new XAttribute("Version", VersionOf(line.Groups["id"].Value))))));
        project.Save(path);
        await dotnet.RunAsync("build", "--nologo");
    }

    private async Task PublishPluginAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_plugin, "Chat.cs"), Page.Block(PluginPage, "csharp"));
        await File.WriteAllTextAsync(
            Path.Combine(_plugin, "Chat.csproj"), Page.Block(PluginPage, "xml").Replace($"\"{CentralVersions.Own}\"", $"\"{LocalFeed.Version}\"", StringComparison.Ordinal));
        Assert.That(Repository.Read(PluginPage), Does.Contain("`dotnet publish --output plugins/Chat`"));
        await LocalFeed.Dotnet(_plugin).RunAsync("publish", "--output", "plugins/Chat", "--nologo");
    }

    private static string VersionOf(string package) =>
        package.StartsWith("EventSinks.", StringComparison.Ordinal) ? LocalFeed.Version : CentralVersions.All[package];

    [GeneratedRegex("^dotnet add package (?<id>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AddedPackage();
}
