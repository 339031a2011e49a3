using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using EventSinks.Binding;
using EventSinks.Discovery.Support;
using EventSinks.Environments;

namespace EventSinks.Discovery.Locking;

/// <summary>What a host with a lock loads, and what it refuses.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LockedPluginsTests
{
    [Test]
    public void Build_WhenAllIsAsLocked_LoadsTheCopyAndRemovesItAtTheEnd()
    {
        using var folder = new LockedFolder("Good");
        var catalog = folder.Find();
        var entry = catalog.Find("good")!;

        var factory = entry.GetFactory();

        Assert.That(entry.AssemblyPath, Is.EqualTo(folder.Plugins["Good", "Good.dll"]));
        Assert.That(factory.GetType().Assembly.Location, Is.EqualTo(entry.LoadPath).And.Not.EqualTo(entry.AssemblyPath));
        Assert.That(Place(factory), Is.EqualTo("version 1"));
        Assert.That(entry.LoadPath, Does.Exist);

        catalog.Dispose();
        catalog.Dispose();
        Assert.That(entry.LoadPath, Does.Not.Exist);
        Assert.That(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(entry.LoadPath))), Does.Not.Exist);
    }

    [Test]
    public void Build_WithANativeDependencyAndFoldersInFolders_LoadsThemFromTheCopy()
    {
        using var folder = new LockedFolder("NativeDependency");
        using var catalog = folder.Find();

        var report = new SinkBinder(catalog).Bind(EnvironmentReader.Read("event_sinks: [{type: native-dependency}]"));

        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That(report.Bindings.Single().Destination.Identity, Does.EndWith("says 42"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Build_MakesTheCopyForThisUserAlone_AndNewEachTime()
    {
        using var folder = new LockedFolder("Good");
        using var one = folder.Find();
        using var two = folder.Find();
        var dll = one.Find("good")!.LoadPath!;
        var root = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(dll)))!;

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.That(
            new[] { root, Path.GetDirectoryName(dll)!, dll }.Select(File.GetUnixFileMode), Is.EqualTo([owner, owner, UnixFileMode.UserRead]));
        Assert.That(two.Find("good")!.LoadPath, Is.Not.EqualTo(dll));
    }

    [Test]
    public void Build_RunsNothingOfALockedPlugin()
    {
        using var folder = new LockedFolder("LeavesTrace");

        using var catalog = folder.Find();

        Assert.That(Path.ChangeExtension(catalog.Find("leaves-trace")!.LoadPath, ".trace"), Does.Not.Exist);
        catalog.Find("leaves-trace")!.GetFactory();
        Assert.That(Path.ChangeExtension(catalog.Find("leaves-trace")!.LoadPath, ".trace"), Does.Exist);
    }

    [Test]
    public void Build_WithAPluginThatIsNotLocked_LoadsTheOthersOnly()
    {
        using var folder = new LockedFolder("Good");
        using var more = new PluginFolder("LeavesTrace");
        Directory.Move(more["LeavesTrace"], folder.Plugins["LeavesTrace"]);

        using var catalog = folder.Find();

        Assert.That(Lines(catalog), Is.EqualTo(["good Good ", " LeavesTrace ES3015"]));
        Assert.That(catalog.Entries[1].GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>().With.Message.Contains("does not have the plug-in LeavesTrace"));
        Assert.That(folder.Plugins["LeavesTrace", "LeavesTrace.trace"], Does.Not.Exist);
    }

    [TestCase("extra", PluginProblemCodes.FileNotLocked, "the file Extra.dll is not in the lock file")]
    [TestCase("extra hidden", PluginProblemCodes.FileNotLocked, "the file deep/.hidden is not in the lock file")]
    [TestCase("missing", PluginProblemCodes.LockedFileMissing, "the file GoodDependency.dll is missing; the lock file has it with")]
    [TestCase("longer", PluginProblemCodes.LockedFileChanged, "the file GoodDependency.dll has ")]
    [TestCase("one bit", PluginProblemCodes.LockedFileChanged, "the file GoodDependency.dll has ")]
    [TestCase("empty", PluginProblemCodes.LockedFileChanged, "has 0 bytes and SHA-256 e3b0c44298fc..., and the lock file has it with")]
    [TestCase("deps", PluginProblemCodes.LockedFileChanged, "the file Good.deps.json has ")]
    [TestCase("gone", PluginProblemCodes.LockedFileMissing, "the lock file has the plug-in Good, and no plug-in folder does")]
    [TestCase("odd case", PluginProblemCodes.FileNotLocked, "the file gooddependency.dll is not in the lock file")]
    public void Build_WithAPluginThatIsNotAsLocked_RefusesItAndSaysWhy(string change, string code, string words)
    {
        using var folder = new LockedFolder("Good", "LeavesTrace");
        Change(folder.Plugins, change);

        using var catalog = folder.Find();

        var entry = catalog.Find("good")!;
        Assert.That((entry.Plugin, entry.ProblemCode), Is.EqualTo(("Good", code)), "by the sink type that it was locked with");
        Assert.That(entry.Problem, Does.Contain(words));
        Assert.That(entry.GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(code));
        Assert.That(entry.LoadPath, Is.Null);
        Assert.That(catalog.Find("leaves-trace")!.IsAvailable, Is.True);
        var report = new SinkBinder(catalog).Bind(EnvironmentReader.Read("event_sinks: [{type: good}]"));
        Assert.That(report.Diagnostics.Single().Message, Does.Contain(code));
    }

    [TestCase("file")]
    [TestCase("folder")]
    [TestCase("broken")]
    [TestCase("plug-in")]
    [Platform(Exclude = "Win")]
    public void Build_WithALinkInAPlugin_RefusesIt(string what)
    {
        using var folder = new LockedFolder("Good");
        var plugins = folder.Plugins;
        var elsewhere = folder.Beside("elsewhere");
        switch (what)
        {
            case "file":
                File.Move(plugins["Good", "Good.dll"], elsewhere);
                File.CreateSymbolicLink(plugins["Good", "Good.dll"], elsewhere);
                break;
            case "folder":
                Directory.CreateDirectory(elsewhere);
                Directory.CreateSymbolicLink(plugins["Good", "more"], elsewhere);
                break;
            case "broken":
                File.CreateSymbolicLink(plugins["Good", "more"], elsewhere);
                break;
            default:
                Directory.Move(plugins["Good"], elsewhere);
                Directory.CreateSymbolicLink(plugins["Good"], elsewhere);
                break;
        }

        using var catalog = folder.Find();

        Assert.That(Lines(catalog), Is.EqualTo(["good Good ES3019"]));
    }

    [Test]
    public void Build_WithAFileThatCannotBeRead_SaysSo()
    {
        using var folder = new LockedFolder("Good", "LeavesTrace");

        // It has gone since its name was read.
        using var catalog = folder.Find((step, path) =>
        {
            if (step == CopyStep.Listed && Path.GetFileName(path) == "Good")
            {
                File.Delete(folder.Plugins["Good", "GoodDependency.dll"]);
            }
        });

        Assert.That(Lines(catalog), Is.EqualTo(["good Good ES3021", "leaves-trace LeavesTrace "]));
        Assert.That(catalog.Find("good")!.Problem, Does.Contain("GoodDependency.dll"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Build_WithAPipeInPlaceOfAFile_DoesNotWaitForIt()
    {
        using var folder = new LockedFolder("Good");
        File.Delete(folder.Plugins["Good", "Good.dll"]);
        using var make = System.Diagnostics.Process.Start("mkfifo", [folder.Plugins["Good", "Good.dll"]]);
        make.WaitForExit();

        using var catalog = folder.Find();

        Assert.That(Lines(catalog), Is.EqualTo(["good Good ES3018"]));
    }

    [Test]
    public void Build_WithTwoFoldersOfOnePlugin_HoldsBothToTheLock()
    {
        using var folder = new LockedFolder("Good");
        using var other = new PluginFolder("Good");
        SinkCatalog Find() => new SinkCatalogBuilder().AddPluginFolder(folder.Plugins.Path).AddPluginFolder(other.Path).UsePluginLock(folder.LockFile).Build();
        using var both = Find();
        Assert.That(Lines(both), Is.EqualTo(["good Good ES3008", "good Good ES3008"]));

        File.AppendAllText(other["Good", "Good.dll"], "x");
        using var one = Find();

        Assert.That(one.Find("good")!.AssemblyPath, Is.EqualTo(folder.Plugins["Good", "Good.dll"]));
        Assert.That(Lines(one), Is.EquivalentTo(["good Good ", "good Good ES3018"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Build_OfADependencyThatDepsJsonHasElsewhere_DoesNotLoadIt()
    {
        using var folder = new PluginFolder("Good");
        var elsewhere = Directory.CreateDirectory(folder["elsewhere"]).FullName;
        File.Copy(Path.Combine(PluginFolder.All, "GoodTwin", "GoodDependency.dll"), Path.Combine(elsewhere, "GoodDependency.dll"));
        File.Delete(folder["Good", "GoodDependency.dll"]);

        // From wherever the plug-in lies, up to the root and down again.
        var path = string.Concat(Enumerable.Repeat("../", 40)) + Path.Combine(elsewhere, "GoodDependency.dll")[1..];
        var deps = JsonNode.Parse(File.ReadAllText(folder["Good", "Good.deps.json"]))!;
        deps["targets"]![".NETCoreApp,Version=v10.0"]!["GoodDependency/1.0.0"] = new JsonObject
        {
            ["runtimeTargets"] = new JsonObject { [path] = new JsonObject { ["rid"] = "any", ["assetType"] = "runtime" } },
        };
        File.WriteAllText(folder["Good", "Good.deps.json"], deps.ToJsonString());
        var plugins = Directory.CreateDirectory(folder["plugins"]).FullName;
        Directory.Move(folder["Good"], Path.Combine(plugins, "Good"));
        var lockFile = folder["lock.json"];
        File.WriteAllText(lockFile, PluginLock.Take([plugins]).ToJson());

        using var catalog = new SinkCatalogBuilder().AddPluginFolder(plugins).UsePluginLock(lockFile).Build();

        var unlocked = new SinkCatalogBuilder().AddPluginFolder(plugins).Build();
        Assert.That(Place(unlocked.Find("good")!.GetFactory()), Is.EqualTo("version 2"), "without a lock it is loaded");
        Assert.That(() => Place(catalog.Find("good")!.GetFactory()), Throws.InstanceOf<FileNotFoundException>().Or.InstanceOf<SinkTypeUnavailableException>());
    }

    [Test]
    public async Task Dispose_OfTheFrontDoor_RemovesTheCopies()
    {
        using var folder = new LockedFolder("Good");
        var log = new CollectedLog();
        string copy;
        await using (var events = new StackEventsBuilder { LoggerFactory = log }.AddPluginFolder(folder.Plugins.Path).UsePluginLock(folder.LockFile).Build())
        {
            copy = events.Catalog.Find("good")!.LoadPath!;
            Assert.That(copy, Does.Exist);
        }

        Assert.That(copy, Does.Not.Exist);
        Assert.That(log.Lines, Has.None.Contains("PluginUnusable"));
    }

    [Test]
    public async Task Build_OfTheFrontDoor_LogsWhatIsRefused()
    {
        using var folder = new LockedFolder("Good");
        File.Delete(folder.Plugins["Good", "Good.dll"]);
        var log = new CollectedLog();

        await using (new StackEventsBuilder { LoggerFactory = log }.AddPluginFolder(folder.Plugins.Path).UsePluginLock(folder.LockFile).Build())
        {
        }

        Assert.That(log.Lines, Has.One.StartsWith("Warning PluginUnusable: A plug-in is not used: good (Good): ES3017: the file Good.dll is missing"));
    }

    private static void Change(PluginFolder plugins, string change)
    {
        var dependency = plugins["Good", "GoodDependency.dll"];
        switch (change)
        {
            case "extra":
                File.WriteAllText(plugins["Good", "Extra.dll"], "");
                break;
            case "extra hidden":
                Directory.CreateDirectory(plugins["Good", "deep"]);
                File.WriteAllText(plugins["Good", "deep", ".hidden"], "");
                break;
            case "missing":
                File.Delete(dependency);
                break;
            case "longer":
                File.AppendAllText(dependency, "x");
                break;
            case "one bit":
                var bytes = File.ReadAllBytes(dependency);
                bytes[^1] ^= 1;
                File.WriteAllBytes(dependency, bytes);
                break;
            case "empty":
                File.WriteAllText(dependency, "");
                break;
            case "deps":
                File.AppendAllText(plugins["Good", "Good.deps.json"], " ");
                break;
            case "gone":
                Directory.Delete(plugins["Good"], recursive: true);
                break;
            case "odd case":
                File.Move(dependency, plugins["Good", "gooddependency.dll"]);
                break;
        }
    }

    private static IEnumerable<string> Lines(SinkCatalog catalog) =>
        catalog.Entries.Select(static entry => $"{entry.SinkType} {entry.Plugin} {entry.ProblemCode}");

    private static string Place(IEventSinkFactory factory) => factory.Describe(Activator.CreateInstance(factory.OptionsType)!).Identity;
}
