using EventSinks.Binding;
using EventSinks.Discovery.Support;
using EventSinks.Environments;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Discovery;

/// <summary>What comes of loading a plug-in.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginLoadingTests
{
    [TestCase("missing-dependency", PluginProblemCodes.LoadFailed, "GoodDependency")]
    [TestCase("not-a-factory", PluginProblemCodes.NotAFactory, "NotAFactory.JustAClass")]
    [TestCase("missing-import", PluginProblemCodes.MissingImport, "MissingImport.Wanted")]
    [TestCase("throwing-constructor", PluginProblemCodes.InitializationFailed, "the constructor's own words")]
    [TestCase("throwing-initializer", PluginProblemCodes.InitializationFailed, "the initializer's own words")]
    public void GetFactory_OfAPluginThatFails_SaysWhy(string sinkType, string code, string words)
    {
        var entry = new SinkCatalogBuilder().AddPluginFolder(PluginFolder.All).Build().Find(sinkType)!;
        Assert.That(entry.IsAvailable, Is.True, entry.Problem);

        Assert.That(
            entry.GetFactory,
            Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(code).And.Message.Contains(words));
        Assert.That(entry.IsAvailable, Is.False);
        Assert.That(entry.ProblemCode, Is.EqualTo(code));
    }

    [Test]
    public void GetFactory_OfAPluginThatBlocks_GivesUp()
    {
        var entry = new SinkCatalogBuilder { LoadTimeout = TimeSpan.FromMilliseconds(200) }
            .AddPluginFolder(PluginFolder.All).Build().Find("blocking-initializer")!;

        Assert.That(
            entry.GetFactory,
            Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(PluginProblemCodes.InitializationTimedOut));
    }

    [Test]
    public void GetFactory_WhenAnotherTypeOfThePluginIsBroken_Works()
    {
        using var folder = new PluginFolder("MissingImport");
        var catalog = folder.Find();
        Assert.That(catalog.Find("missing-import")!.GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>());

        Assert.That(Place(catalog.Find("present")!), Is.EqualTo("nowhere"));
    }

    [Test]
    public void GetFactory_OfPluginsWithTwoVersionsOfALibrary_GivesEachItsOwn()
    {
        using var one = new PluginFolder("Good");
        using var two = new PluginFolder("GoodTwin");

        Assert.That(Place(one.Find().Find("good")!), Is.EqualTo("version 1"));
        Assert.That(Place(two.Find().Find("good")!), Is.EqualTo("version 2"));
    }

    [Test]
    public void GetFactory_WhenAFileOfThePluginWasDeleted_SaysThatItCannotBeLoaded()
    {
        using var folder = new PluginFolder("MissingDependency");
        File.Copy(Path.Combine(PluginFolder.All, "Good", "Good.deps.json"), folder["MissingDependency", "MissingDependency.deps.json"], overwrite: true);

        var entry = folder.Find().Find("missing-dependency")!;

        Assert.That(
            entry.GetFactory,
            Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(PluginProblemCodes.LoadFailed));
    }

    // What is missing decides when it is noticed: with the metadata the first look fails, with anything after it the loading.
    [TestCase(0.02)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public void GetFactory_WhenTheDllIsCutShort_SaysThatItIsDamaged(double kept)
    {
        using var folder = new PluginFolder("Good");
        var whole = File.ReadAllBytes(folder["Good", "Good.dll"]);
        File.WriteAllBytes(folder["Good", "Good.dll"], whole[..(int)(whole.Length * kept)]);

        var entry = folder.Find().Entries.Single();

        Assert.That(
            entry.GetFactory,
            Throws.InstanceOf<SinkTypeUnavailableException>()
                .With.Property("Code").AnyOf(PluginProblemCodes.NotAnAssembly, PluginProblemCodes.LoadFailed));
    }

    [Test]
    public void GetFactory_Twice_GivesOneFactory()
    {
        using var folder = new PluginFolder("Good");
        var entry = folder.Find().Find("good")!;

        var first = entry.GetFactory();

        Assert.That(entry.GetFactory(), Is.SameAs(first));
    }

    [Test]
    public void GetFactory_AfterAFailure_DoesNotTryAgain()
    {
        var attempts = new CountedFactory.Counter();
        var entry = new SinkCatalogBuilder().Expose(attempts).AddSink<CountedFactory>().Build().Find("counted")!;
        Assert.That(entry.GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>());

        Assert.That(entry.GetFactory, Throws.InstanceOf<SinkTypeUnavailableException>().With.Message.Contains("not today"));
        Assert.That(attempts.Value, Is.EqualTo(1));
    }

    [Test]
    public void GetFactory_OfAFactoryWithoutPublicConstructor_SaysThatItCannotBeMade()
    {
        var entry = new SinkCatalogBuilder().AddSink<HiddenConstructorFactory>().Build().Find("hidden-constructor")!;

        Assert.That(
            entry.GetFactory,
            Throws.InstanceOf<SinkTypeUnavailableException>().With.Property("Code").EqualTo(PluginProblemCodes.NotAFactory));
    }

    [Test]
    public void GetFactory_OfAFactoryWithSettings_GivesItTheSectionOfItsOwnName()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("configured:colour", "blue"), new("another:colour", "red")])
            .Build();
        var catalog = new StackEventsBuilder { SinkConfiguration = settings }.AddSink<ConfiguredFactory>().BuildCatalog();

        var factory = (ConfiguredFactory)catalog.Find("configured")!.GetFactory();

        Assert.That(factory.Settings.Key, Is.EqualTo("configured"));
        Assert.That(factory.Settings["colour"], Is.EqualTo("blue"));
    }

    [Test]
    public void GetFactory_IsTheFirstToRunAnythingOfAPlugin()
    {
        using var folder = new PluginFolder("LeavesTrace", "Good");
        var catalog = folder.Find();
        var entry = catalog.Find("leaves-trace")!;
        Assert.That(entry.IsAvailable, Is.True, entry.Problem);

        var report = new SinkBinder(catalog).Bind(EnvironmentReader.Read("event_sinks: [{type: good}]"));
        Assert.That(report.Bindings, Has.Count.EqualTo(1));
        Assert.That(catalog.Entries.Select(static each => each.ToString()), Has.Exactly(1).StartsWith("leaves-trace"));
        Assert.That(folder["LeavesTrace", "LeavesTrace.trace"], Does.Not.Exist, "neither looking, listing nor binding another type runs it");

        entry.GetFactory();
        Assert.That(folder["LeavesTrace", "LeavesTrace.trace"], Does.Exist);
    }

    private static string Place(SinkCatalogEntry entry)
    {
        var factory = entry.GetFactory();
        return factory.Describe(Activator.CreateInstance(factory.OptionsType)!).Identity;
    }
}
