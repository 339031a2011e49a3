using System.Text.RegularExpressions;
using System.Xml.Linq;
using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed;

/// <summary>
/// Packs everything once, as it was built with these tests, into a folder outside the repository, beside which programs are made: they get
/// <c>EventSinks.*</c> from there and from nowhere else, and all other packages as the machine does.
/// </summary>
[SetUpFixture]
public sealed partial class LocalFeed
{
    private static readonly Lock Gate = new();

    private static DirectoryInfo? _root;
    private static Task<string>? _tool;
    private static Dictionary<string, string> _variables = [];

    /// <summary>Gets the version of the packages: one that has never been before, so that none can come from a cache.</summary>
    internal static string Version { get; } = $"{CentralVersions.Own}-test.{Guid.NewGuid():N}";

    /// <summary>Gets the folder with the packages.</summary>
    internal static string Packages => Path.Combine(Root, "feed");

    private static string Root => _root?.FullName ?? throw new InvalidOperationException("There is no feed before the set-up.");

    /// <summary>Makes an empty folder for a program.</summary>
    internal static string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Gives <c>dotnet</c> in a folder, with the packages of this feed.</summary>
    internal static Command Dotnet(string folder) => new("dotnet", folder, _variables);

    /// <summary>Gives the command <c>eventsinks</c> in a folder, installed from its package.</summary>
    internal static async Task<Command> ToolAsync(string folder) => new(await ToolPath(), folder, _variables);

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        _root = Directory.CreateTempSubdirectory("eventsinks-packages-");
        Directory.CreateDirectory(Packages);
        var machine = new Command("dotnet", Root, _variables);
        var cache = CachePattern().Match(await machine.RunAsync("nuget", "locals", "global-packages", "--list")).Groups["folder"].Value.Trim();
        var sources = SourcePattern().Matches(await machine.RunAsync("nuget", "list", "source")).Select(static source => source.Groups["name"].Value);
        Configuration(cache, sources).Save(Path.Combine(Root, "nuget.config"));
        _variables = new(StringComparer.Ordinal)
        {
            ["NUGET_PACKAGES"] = Path.Combine(Root, "packages"),
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
        };

        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        await new Command("dotnet", Repository.Root, new Dictionary<string, string>(StringComparer.Ordinal)).RunAsync(
            "pack", "EventSinks.sln", "--no-build", "--nologo", "--configuration", configuration, "--output", Packages,
            $"-property:VersionSuffix={Version[(Version.IndexOf('-', StringComparison.Ordinal) + 1)..]}");
    }

    [OneTimeTearDown]
    public void Remove() => _root?.Delete(recursive: true);

    // Installed by the first test that asks, once for all of them.
    private static Task<string> ToolPath()
    {
        lock (Gate)
        {
            return _tool ??= InstallToolAsync();
        }
    }

    private static async Task<string> InstallToolAsync()
    {
        var folder = NewFolder("tool");
        await Dotnet(folder).RunAsync("tool", "install", "EventSinks.Tool", "--version", Version, "--tool-path", folder);
        return Path.Combine(folder, "eventsinks");
    }

    // What the machine has need not be fetched again: its own packages folder is looked into, and left as it is.
    private static XDocument Configuration(string cache, IEnumerable<string> sources) => new(
        new XElement(
            "configuration",
            new XElement("fallbackPackageFolders", Add("machine", cache)),
            new XElement("packageSources", Add("eventsinks-feed", Packages)),
            new XElement(
                "packageSourceMapping",
                sources.Select(static name => Mapping(name, "*")).Append(Mapping("eventsinks-feed", "EventSinks.*")))));

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static XElement Mapping(string source, params string[] patterns) => new(
        "packageSource",
        new XAttribute("key", source),
        patterns.Select(static pattern => new XElement("package", new XAttribute("pattern", pattern))));

    [GeneratedRegex("global-packages: (?<folder>.+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CachePattern();

    [GeneratedRegex(@"^ +[0-9]+\. +(?<name>.+) \[Enabled\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SourcePattern();
}
