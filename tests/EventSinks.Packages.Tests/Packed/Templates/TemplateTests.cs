using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EventSinks.Packages.Tests.Packed.Programs;
using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Templates;

/// <summary>What <c>dotnet new eventsink</c> makes: built, tested, published, loaded by the tool and delivered to, from the packages alone.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed partial class TemplateTests
{
    // Something that no host brings, in a version that is on this machine anyway.
    private const string PrivateDependency = "DiffPlex";

    // What both pages say.
    private static readonly string[] Commands =
    [
        "dotnet new install EventSinks.Templates",
        "dotnet new eventsink --name My.Sink",
        "cd My.Sink",
        "dotnet test",
        "dotnet publish src/My.Sink -p:PublishProfile=Plugin",
    ];

    private string _folder = "";
    private string _tested = "";

    private string PluginFolder => Path.Combine(_folder, "plugins", "My.Sink");

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        var parent = LocalFeed.NewFolder("Created");
        var template = await TemplateHive.InstallAsync(parent);
        await template.CreateAsync(Commands[1].Split(' ')[3..]);
        _folder = Path.Combine(parent, "My.Sink");
        AddPrivateDependency(Path.Combine(_folder, "src", "My.Sink", "My.Sink.csproj"));

        var dotnet = LocalFeed.Dotnet(_folder);
        _tested = await dotnet.RunAsync(Commands[3].Split(' ')[1..]);
        await dotnet.RunAsync(Commands[4].Split(' ')[1..]);
    }

    [TestCase("docs/writing-a-sink.md")]
    [TestCase("src/EventSinks.Templates/README.md")]
    public void Page_HasTheCommandsOfTheseTests(string page) =>
        Assert.That(Page.Block(page, "sh").Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(Commands));

    [Test]
    public void Created_HasEverythingAnAuthorNeeds()
    {
        string[] expected =
        [
            ".gitignore", "My.Sink.slnx", "README.md",
            "src/My.Sink/My.Sink.csproj", "src/My.Sink/MyOptions.cs", "src/My.Sink/MySink.cs", "src/My.Sink/MySinkFactory.cs",
            "src/My.Sink/Properties/PublishProfiles/Plugin.pubxml",
            "tests/My.Sink.Tests/My.Sink.Tests.csproj", "tests/My.Sink.Tests/MySinkConformanceTests.cs", "tests/My.Sink.Tests/MySinkTests.cs",
        ];
        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path).Replace('\\', '/'))
            .Where(static path => !MadePattern().IsMatch(path));

        Assert.That(files, Is.EquivalentTo(expected));
        Assert.That(expected.Select(file => File.ReadAllText(Path.Combine(_folder, file))), Has.None.Match("EventSink-Name|SinkPrefix|SinkNamespace|sink-type-used|EVENTSINKS-VERSION"));
    }

    [Test]
    public void Created_KeepsTheContract_ByEveryRuleOfTheKit()
    {
        var passed = ResultPattern().Match(_tested);

        Assert.That(passed.Success, Is.True, _tested);
        Assert.That(int.Parse(passed.Groups["failed"].Value, CultureInfo.InvariantCulture), Is.Zero, _tested);
        // What it has no use for: nobody's credentials.
        Assert.That(SkippedPattern().Matches(_tested).Select(static rule => rule.Groups["rule"].Value), Is.All.Contains("Credential"), _tested);
        Assert.That(int.Parse(passed.Groups["passed"].Value, CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(30), _tested);
    }

    [Test]
    public void Created_BuildsWithoutWarnings() => Assert.That(_tested, Does.Not.Contain("warning"));

    [Test]
    public void Published_HasPrivateDependencies_AndNothingThatComesFromTheHost() =>
        Assert.That(
            Directory.EnumerateFiles(PluginFolder, "*", SearchOption.AllDirectories).Select(static path => Path.GetFileName(path)),
            Is.EquivalentTo(new[] { "My.Sink.dll", "My.Sink.deps.json", "My.Sink.pdb", $"{PrivateDependency}.dll" }));

    [Test]
    public async Task Published_IsTakenByAHost_AndDelivers()
    {
        await using var room = ChatRoom.Open();
        await File.WriteAllTextAsync(Path.Combine(_folder, "environment.yaml"), $"event_sinks:\n  - type: my.sink\n    url: {room.Address}\n");
        var tool = await LocalFeed.ToolAsync(_folder);

        var list = await tool.RunAsync("plugins", "list", "--plugins", "plugins");
        var test = await tool.RunAsync("sinks", "test", "--plugins", "plugins", "-e", "environment.yaml");

        Assert.That(list, Does.Match(@"(?m)^my\.sink +My\.Sink +0\.1\.0(\.0)? +available"));
        Assert.That(room.Posts, Has.Count.EqualTo(1).And.All.Contains("os.heat.event"), test);
    }

    private static void AddPrivateDependency(string path)
    {
        var project = XDocument.Load(path);
        project.Root!.Add(new XElement(
            "ItemGroup",
            new XElement("PackageReference", new XAttribute("Include", PrivateDependency), new XAttribute("Version", CentralVersions.All[PrivateDependency]))));
        project.Save(path);
    }

    // What building, testing and publishing make, and this test's own file.
    [GeneratedRegex("(^|/)(bin|obj|plugins)/|^environment.yaml$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MadePattern();

    [GeneratedRegex("Failed: +(?<failed>[0-9]+), Passed: +(?<passed>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ResultPattern();

    [GeneratedRegex("^ +Skipped (?<rule>.+) \\[", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SkippedPattern();
}
