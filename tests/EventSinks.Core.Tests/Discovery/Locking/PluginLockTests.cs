using EventSinks.Discovery.Support;

namespace EventSinks.Discovery.Locking;

/// <summary>Making a lock, and comparing with it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginLockTests
{
    [Test]
    public void Take_HasEveryFileWithSizeAndHash_InOrder()
    {
        using var folder = new PluginFolder("Good", "BadName");
        Directory.CreateDirectory(folder["Good", "deep", "er"]);
        File.WriteAllText(folder["Good", "deep", "er", ".hidden"], "abc");
        File.WriteAllText(folder["a file beside the plug-ins"], "not locked");

        var taken = PluginLock.Take([folder.Path]);

        var good = taken.Find("Good")!;
        Assert.That(taken.Plugins.Select(static plugin => plugin.Name), Is.EqualTo(["BadName", "Good"]));
        Assert.That(good.SinkTypes, Is.EqualTo(["good"]));
        Assert.That(taken.Find("BadName")!.SinkTypes, Is.Empty, "\"Bad Name!\" is none");
        Assert.That(good.Files.Select(static file => file.Path), Is.SupersetOf(["Good.dll", "Good.deps.json", "GoodDependency.dll", "deep/er/.hidden"]).And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(
            good.Files.Single(static file => file.Path == "deep/er/.hidden"),
            Is.EqualTo(new LockedFile("deep/er/.hidden", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    }

    [Test]
    public void ToJson_OfTheSamePluginsElsewhere_IsTheSameText()
    {
        using var one = new PluginFolder("Good", "BadName");
        using var two = new PluginFolder("BadName", "Good");

        var text = PluginLock.Take([one.Path]).ToJson();

        Assert.That(PluginLock.Take([two.Path]).ToJson(), Is.EqualTo(text));
        Assert.That(text, Does.StartWith("{\n  \"version\": 1,\n  \"plugins\": [\n    {\n      \"name\": \"BadName\",").And.EndsWith("}\n").And.Not.Contain(one.Path));
    }

    [Test]
    public void Read_OfWhatWasWritten_HasTheSame()
    {
        using var folder = new LockedFolder("Good", "LeavesTrace");

        var read = PluginLock.Read(folder.LockFile);

        Assert.That(read.ToJson(), Is.EqualTo(File.ReadAllText(folder.LockFile)));
        Assert.That(read.Compare(PluginLock.Take([folder.Plugins.Path])), Is.Empty);
    }

    [Test]
    public void Compare_OfPluginsThatDiffer_NamesEveryDifference()
    {
        using var folder = new LockedFolder("Good", "LeavesTrace");
        var plugins = folder.Plugins;
        File.WriteAllText(plugins["Good", "Extra.dll"], "new");
        File.AppendAllText(plugins["Good", "Good.dll"], "changed");
        File.Delete(plugins["Good", "GoodDependency.dll"]);
        Directory.Move(plugins["LeavesTrace"], plugins["Other"]);

        var differences = PluginLock.Read(folder.LockFile).Compare(PluginLock.Take([plugins.Path]));

        Assert.That(differences.Select(static each => (each.Code, each.Plugin, each.File)), Is.EqualTo(new (string, string, string?)[]
        {
            (PluginProblemCodes.FileNotLocked, "Good", "Extra.dll"),
            (PluginProblemCodes.LockedFileChanged, "Good", "Good.dll"),
            (PluginProblemCodes.LockedFileMissing, "Good", "GoodDependency.dll"),
            (PluginProblemCodes.LockedFileMissing, "LeavesTrace", null),
            (PluginProblemCodes.NotLocked, "Other", null),
        }));
        Assert.That(differences[1].Message, Does.Match("^the file Good.dll has [0-9]+ bytes and SHA-256 [0-9a-f]{12}[.]{3}, and the lock file has it with [0-9]+ bytes and SHA-256 [0-9a-f]{12}[.]{3}$"));
    }

    [Test]
    public void Take_OfTwoPluginsOfOneName_WantsThemToBeTheSame()
    {
        using var one = new PluginFolder("Good");
        using var two = new PluginFolder("Good");
        Assert.That(PluginLock.Take([one.Path, two.Path]).Plugins, Has.Count.EqualTo(1));

        File.WriteAllText(two["Good", "more"], "");

        Assert.That(() => PluginLock.Take([one.Path, two.Path]), Throws.InstanceOf<PluginLockException>().With.Message.Contains("two plug-ins Good"));
    }

    [Test]
    public void Take_OfAFolderThatIsNotThere_SaysSo()
    {
        using var folder = new PluginFolder();

        Assert.That(() => PluginLock.Take([folder["nowhere"]]), Throws.InstanceOf<PluginLockException>().With.Message.Contains(folder["nowhere"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Take_OfAPluginWithALink_RefusesIt()
    {
        using var folder = new PluginFolder("Good");
        File.CreateSymbolicLink(folder["Good", "link.dll"], folder["Good", "Good.dll"]);

        Assert.That(() => PluginLock.Take([folder.Path]), Throws.InstanceOf<PluginLockException>().With.Message.Contains("link.dll is a link"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Take_OfANameThatMeansSomethingElseOnOtherSystems_RefusesIt([Values("a\\b", "c:d", "end.", "line\nbreak")] string name)
    {
        using var folder = new PluginFolder("Good");
        File.WriteAllText(folder["Good", name], "");

        Assert.That(() => PluginLock.Take([folder.Path]), Throws.InstanceOf<PluginLockException>().With.Message.Contains("cannot be locked"));
    }
}
