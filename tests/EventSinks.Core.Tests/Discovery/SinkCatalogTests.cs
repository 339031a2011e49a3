using EventSinks.Discovery.Support;

namespace EventSinks.Discovery;

/// <summary>What a catalog says before anything of a plug-in runs.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SinkCatalogTests
{
    [TestCase("wrong-contract", PluginProblemCodes.WrongContract)]
    [TestCase("Bad Name!", PluginProblemCodes.InvalidSinkType)]
    [TestCase("good", PluginProblemCodes.Clash)]
    public void Find_OfASinkTypeThatCannotBeUsed_SaysWhy(string sinkType, string code)
    {
        var entry = All().Find(sinkType)!;

        Assert.That(entry.IsAvailable, Is.False);
        Assert.That(entry.ProblemCode, Is.EqualTo(code));
        Assert.That(entry.GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(code));
    }

    [Test]
    public void Find_OfASinkTypeThatNobodyHas_IsNull() => Assert.That(All().Find("nobody-has-this"), Is.Null);

    [Test]
    public void Find_OfAGoodPlugin_TellsItsFacts()
    {
        using var folder = new PluginFolder("Good");

        var entry = folder.Find().Find("good")!;

        Assert.That(entry.IsAvailable, Is.True, entry.Problem);
        Assert.That(entry.ToString(), Is.EqualTo("good (Good 0.1.0.0)"));
        Assert.That(entry.AssemblyPath, Is.EqualTo(folder["Good", "Good.dll"]));
        Assert.That(entry.ContractVersion, Is.EqualTo(EventSinkContract.Version));
    }

    [Test]
    public void Find_WhenAPluginNeedsAnotherContract_NamesBothVersions() =>
        Assert.That(All().Find("wrong-contract")!.Problem, Does.Contain("99").And.Contain($"version {EventSinkContract.Version}"));

    [Test]
    public void Find_WhenTwoPluginsExportOneType_NamesBoth() =>
        Assert.That(All().Find("good")!.Problem, Does.Contain("Good.dll").And.Contain("GoodTwin.dll"));

    [TestCase("Good", "GoodTwin")]
    [TestCase("GoodTwin", "Good")]
    public void Prefer_WhenTwoPluginsExportOneType_UsesThatOne(string preferred, string other)
    {
        var catalog = new SinkCatalogBuilder().AddPluginFolder(PluginFolder.All).Prefer("good", preferred).Build();

        Assert.That(catalog.Find("good")!.Plugin, Is.EqualTo(preferred));
        Assert.That(catalog.Find("good")!.IsAvailable, Is.True);
        Assert.That(Of(catalog, other).ProblemCode, Is.EqualTo(PluginProblemCodes.Overridden));
    }

    [Test]
    public void Prefer_OfAPluginThatIsNotThere_UsesNoOtherInItsPlace()
    {
        var catalog = new SinkCatalogBuilder().AddPluginFolder(PluginFolder.All).Prefer("good", "Best").Build();

        Assert.That(catalog.Find("good")!.ProblemCode, Is.EqualTo(PluginProblemCodes.Overridden));
        Assert.That(catalog.Find("good")!.Problem, Does.Contain("prefers Best"));
    }

    [Test]
    public void AddSink_WhenAFolderHasTheSameType_Wins()
    {
        using var folder = new PluginFolder("Good");

        var catalog = new SinkCatalogBuilder().AddPluginFolder(folder.Path).AddSink<OwnGoodFactory>().Build();

        Assert.That(catalog.Find("good")!.GetFactory(), Is.TypeOf<OwnGoodFactory>());
        Assert.That(Of(catalog, "Good").ProblemCode, Is.EqualTo(PluginProblemCodes.Overridden));
    }

    [Test]
    public void AddSink_OfAClassWithoutTheAttribute_IsRefused() =>
        Assert.That(() => new SinkCatalogBuilder().AddSink<SilentFactory>(), Throws.ArgumentException.With.Message.Contains("[ExportEventSink]"));

    [Test]
    public void Build_WhenAPluginFolderIsNotThere_SaysSo()
    {
        using var folder = new PluginFolder();

        var catalog = new SinkCatalogBuilder().AddPluginFolder(folder["nowhere"]).Build();

        Assert.That(catalog.Entries.Single().ProblemCode, Is.EqualTo(PluginProblemCodes.FolderUnreadable));
        Assert.That(catalog.Entries.Single().Problem, Does.Contain(folder["nowhere"]));
    }

    [Test]
    public void Build_WhenAPluginFolderIsEmpty_FindsNothing()
    {
        using var folder = new PluginFolder();

        Assert.That(folder.Find().Entries, Is.Empty);
    }

    [Test]
    public void Build_WhenAPluginHasNoDll_SaysWhichOneIsMissing()
    {
        using var folder = new PluginFolder();
        Directory.CreateDirectory(folder["Empty"]);

        var entry = folder.Find().Entries.Single();

        Assert.That(entry.ProblemCode, Is.EqualTo(PluginProblemCodes.DllMissing));
        Assert.That(entry.Problem, Does.Contain("Empty.dll"));
    }

    [TestCase("")]
    [TestCase("just text")]
    [TestCase("MZ")]
    public void Build_WhenADllIsNoAssembly_SaysSo(string content)
    {
        using var folder = new PluginFolder();
        Directory.CreateDirectory(folder["Text"]);
        File.WriteAllText(folder["Text", "Text.dll"], content);

        Assert.That(folder.Find().Entries.Single().ProblemCode, Is.EqualTo(PluginProblemCodes.NotAnAssembly));
    }

    [Test]
    public void Build_WhenAPluginExportsNothing_SaysSo() =>
        Assert.That(Of(All(), "NothingExported").ProblemCode, Is.EqualTo(PluginProblemCodes.NothingExported));

    [Test]
    public void Build_OfAllPlugins_HasEachOfThem() =>
        Assert.That(
            All().Entries.Select(entry => entry.Plugin).Distinct(),
            Is.EquivalentTo(Directory.EnumerateDirectories(PluginFolder.All).Select(Path.GetFileName)));

    private static SinkCatalog All() => new SinkCatalogBuilder().AddPluginFolder(PluginFolder.All).Build();

    private static SinkCatalogEntry Of(SinkCatalog catalog, string plugin) => catalog.Entries.Single(entry => entry.Plugin == plugin);
}
