using EventSinks.Discovery.Factories;

namespace EventSinks.Discovery;

[Parallelizable(ParallelScope.All)]
public sealed class SinkCatalogBuilderTests
{
    [Test]
    public void Build_WhenAFolderIsAddedTwice_ReadsItOnce()
    {
        using var self = new SelfAsPlugin();
        var folder = self.Write("a", SelfAsPlugin.Bytes);

        var catalog = new SinkCatalogBuilder().AddPluginFolder(folder).AddPluginFolder(folder + Path.DirectorySeparatorChar).Build();

        Assert.That(catalog.Find("test-optional")!.Problem, Is.Null);
    }

    [Test]
    public void Build_WhenThePreferredNameIsInTwoFolders_StillAsksToChoose()
    {
        using var self = new SelfAsPlugin();
        var builder = new SinkCatalogBuilder()
            .AddPluginFolder(self.Write("a", SelfAsPlugin.Bytes))
            .AddPluginFolder(self.Write("b", SelfAsPlugin.Bytes))
            .Prefer("test-optional", SelfAsPlugin.Name);

        var entry = builder.Build().Find("test-optional")!;

        Assert.That(entry.ProblemCode, Is.EqualTo(PluginProblemCodes.Clash));
    }

    [Test]
    public void Prefer_ByTheDllsPath_ChoosesBetweenPluginsOfOneName()
    {
        using var self = new SelfAsPlugin();
        var b = self.Write("b", SelfAsPlugin.Bytes);
        var dll = Path.Combine(b, SelfAsPlugin.Name, $"{SelfAsPlugin.Name}.dll");
        var builder = new SinkCatalogBuilder()
            .AddPluginFolder(self.Write("a", SelfAsPlugin.Bytes))
            .AddPluginFolder(b)
            .Prefer("test-optional", dll);

        var entry = builder.Build().Find("test-optional")!;

        Assert.That(entry.IsAvailable, Is.True);
        Assert.That(entry.AssemblyPath, Is.EqualTo(dll));
    }

    [Test]
    public void AddSink_OfAFactoryThatIsMade_GivesThatOne()
    {
        var factory = new DisposableFactory();

        var entry = new SinkCatalogBuilder().AddSink("own-name", factory).Build().Find("own-name")!;

        Assert.That(entry.GetFactory(), Is.SameAs(factory));
        Assert.That(entry.ContractVersion, Is.EqualTo(EventSinkContract.Version));
    }

    [Test]
    public void AddSink_OfAFactoryThatIsMade_WinsOverAPlugin()
    {
        using var self = new SelfAsPlugin();
        var factory = new DisposableFactory();

        var catalog = new SinkCatalogBuilder().AddPluginFolder(self.Write("a", SelfAsPlugin.Bytes)).AddSink("test-optional", factory).Build();

        Assert.That(catalog.Find("test-optional")!.GetFactory(), Is.SameAs(factory));
    }

    [TestCase("No Name", "'No Name' is no sink type")]
    [TestCase("test-disposable", "Sink type 'test-disposable' has been added before.")]
    public void AddSink_OfAFactoryThatIsMade_WithAWrongOrTakenName_IsRefused(string sinkType, string message)
    {
        var builder = new SinkCatalogBuilder().AddSink<DisposableFactory>();

        Assert.That(() => builder.AddSink(sinkType, new DisposableFactory()), Throws.ArgumentException.With.Message.Contains(message));
    }

    [Test]
    public void AddSink_WhenTheHostHasTheTypeAlready_IsRefused()
    {
        var builder = new SinkCatalogBuilder().AddSink<DisposableFactory>();

        var error = Assert.Throws<ArgumentException>(() => builder.AddSink<DisposableTwinFactory>());

        Assert.That(error!.Message, Does.Contain("'test-disposable'"));
    }

    [Test]
    public void Build_OfADamagedPlugin_IsALineInTheCatalogAndNeverThrows([Range(1, 300)] int seed)
    {
        using var self = new SelfAsPlugin();
        var folder = self.Write("a", Damage(SelfAsPlugin.Bytes, seed));

        var catalog = new SinkCatalogBuilder().AddPluginFolder(folder).Build();

        Assert.That(catalog.Entries, Is.Not.Empty);
        Assert.That(catalog.Entries.Where(entry => !entry.IsAvailable).Select(entry => entry.ProblemCode), Is.All.StartsWith("ES3"));
    }

    // Cut short, or with bytes changed: many for the tables, which are what the scan reads, at the places where they are.
    private static byte[] Damage(byte[] original, int seed)
    {
#pragma warning disable CA5394 // The same damage for the same seed.
        var random = new Random(seed);
        var damaged = original[..(seed % 5 == 0 ? random.Next(original.Length) : original.Length)];
        using var image = new System.Reflection.PortableExecutable.PEReader([.. original]);
        var start = image.PEHeaders.MetadataStartOffset;
        for (var i = 0; i < 1 << (seed % 12); i++)
        {
            var at = start + random.Next(seed % 2 == 0 ? 200 : image.PEHeaders.MetadataSize);
            if (at < damaged.Length)
            {
                damaged[at] = (byte)random.Next(256);
            }
        }
#pragma warning restore CA5394
        return damaged;
    }
}
