using System.Diagnostics;
using EventSinks.Discovery.Support;

namespace EventSinks.Discovery.Locking;

/// <summary>A file of a locked plug-in is swapped at every moment there is: it is refused, or what was locked is what runs.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win")]
public sealed class SwappedFilesTests
{
    private static readonly string[] Files = ["Good.deps.json", "Good.dll", "GoodDependency.dll"];

    private static IEnumerable<TestCaseData> Moments =>
        from moment in (string[])["Begun", "Listed", .. Files.SelectMany(static file => (string[])[$"FileOpened {file}", $"FileCopied {file}"]), "Ended"]
        from inPlace in (bool[])[true, false]
        select new TestCaseData(moment, inPlace);

    [Test]
    public void Control_WithoutALock_LoadsWhatWasSwapped([Values] bool inPlace)
    {
        using var folder = new LockedFolder("Good");
        Swap(folder, inPlace);

        Assert.That(Place(folder.Plugins.Find().Find("good")!), Is.EqualTo("version 2"));
    }

    [TestCaseSource(nameof(Moments))]
    public void Build_WhenAFileIsSwappedWhileItIsCopied_RefusesItOrLoadsWhatWasLocked(string moment, bool inPlace)
    {
        using var folder = new LockedFolder("Good");
        var swaps = 0;

        using var catalog = folder.Find((step, path) =>
        {
            if (moment == $"{step}" || moment == $"{step} {Path.GetFileName(path)}")
            {
                Swap(folder, inPlace);
                swaps++;
            }
        });

        var entry = catalog.Find("good")!;
        Assert.That(swaps, Is.EqualTo(1));
        Assert.That(entry.IsAvailable ? Place(entry) : entry.ProblemCode, Is.EqualTo(Expected(moment, inPlace)));
    }

    [Test]
    public void GetFactory_WhenAFileIsSwappedAfterTheCheck_LoadsWhatWasLocked([Values] bool inPlace)
    {
        using var folder = new LockedFolder("Good");
        using var catalog = folder.Find();

        Swap(folder, inPlace);

        Assert.That(Place(catalog.Find("good")!), Is.EqualTo("version 1"));
    }

    [Test]
    public void Describe_WhenADependencyIsSwappedBeforeItIsFirstUsed_LoadsWhatWasLocked([Values] bool inPlace)
    {
        using var folder = new LockedFolder("Good");
        using var catalog = folder.Find();
        var factory = catalog.Find("good")!.GetFactory();
        Assert.That(
            System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(factory.GetType().Assembly)!.Assemblies.Select(static each => each.GetName().Name),
            Has.None.EqualTo("GoodDependency"));

        Swap(folder, inPlace);

        Assert.That(factory.Describe(Activator.CreateInstance(factory.OptionsType)!).Identity, Is.EqualTo("version 1"));
    }

    [Test]
    public void GetFactory_WhenAFileIsAddedAfterTheCheck_DoesNotSeeIt()
    {
        using var folder = new LockedFolder("Good");
        var dependency = folder.Plugins["Good", "GoodDependency.dll"];
        File.Move(dependency, folder.Beside("GoodDependency.dll"));

        // Without it everything that lies in the folder is a dependency.
        File.Delete(folder.Plugins["Good", "Good.deps.json"]);
        folder.Lock();
        using var catalog = folder.Find();

        File.Move(folder.Beside("GoodDependency.dll"), dependency);

        Assert.That(Place(folder.Plugins.Find().Find("good")!), Is.EqualTo("version 1"), "without a lock it does");
        Assert.That(() => Place(catalog.Find("good")!), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("GoodDependency"));
    }

    // Once the dependency itself has been read, nothing matters any more; one that is opened is the old file even if another takes its name.
    private static string Expected(string moment, bool inPlace) => moment switch
    {
        "Ended" or "FileCopied GoodDependency.dll" => "version 1",
        "FileOpened GoodDependency.dll" when !inPlace => "version 1",
        _ => PluginProblemCodes.LockedFileChanged,
    };

    // In place by a program that knows nothing of .NET's file locks.
    private static void Swap(LockedFolder folder, bool inPlace)
    {
        var next = Path.Combine(PluginFolder.All, "GoodTwin", "GoodDependency.dll");
        var target = folder.Plugins["Good", "GoodDependency.dll"];
        if (inPlace)
        {
            using var copy = Process.Start("cp", [next, target]);
            copy.WaitForExit();
            Assert.That(copy.ExitCode, Is.Zero);
        }
        else
        {
            File.Copy(next, folder.Beside("next"));
            File.Move(folder.Beside("next"), target, overwrite: true);
        }
    }

    private static string Place(SinkCatalogEntry entry)
    {
        var factory = entry.GetFactory();
        return factory.Describe(Activator.CreateInstance(factory.OptionsType)!).Identity;
    }
}
