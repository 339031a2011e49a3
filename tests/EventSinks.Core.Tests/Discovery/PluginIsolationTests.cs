using System.Runtime.Loader;
using EventSinks.Binding;
using EventSinks.Discovery.Factories;
using EventSinks.Discovery.Support;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Support;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Discovery;

/// <summary>What a plug-in brings is its own, and what goes wrong in it hurts nobody else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginIsolationTests
{
    private static readonly string[] SharedFiles =
    [
        "EventSinks.Abstractions.dll",
        "System.Composition.AttributedModel.dll",
        "Microsoft.Extensions.Configuration.Abstractions.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Http.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Microsoft.Extensions.Options.dll",
        "Microsoft.Extensions.Primitives.dll",
    ];

    [Test]
    public void GetFactory_WhenAPluginHasANativeDependency_CallsIt()
    {
        using var folder = new PluginFolder("NativeDependency");
        Assert.That(folder["NativeDependency", "runtimes"], Does.Exist);

        // As it is asked in earnest: on a thread that knows nothing of the test runner, which has contexts for loading of its own.
        var report = new SinkBinder(folder.Find()).Bind(EnvironmentReader.Read("event_sinks: [{type: native-dependency}]"));

        Assert.That(report.Diagnostics, Is.Empty);
        Assert.That(report.Bindings.Single().Destination.Identity, Does.Match("^sqlite 3[.][0-9.]+ says 42$"));
    }

    [Test]
    public void GetFactory_WhenAPluginShipsWhatIsShared_UsesTheHostsAllTheSame()
    {
        using var folder = new PluginFolder("ShipsShared");
        var log = new CollectedLog();
        var settings = new ConfigurationBuilder().Build();
        var catalog = new StackEventsBuilder { SinkConfiguration = settings, LoggerFactory = log }.AddPluginFolder(folder.Path).BuildCatalog();

        var entry = catalog.Find("ships-shared")!;
        var place = Place(entry);

        Assert.That(SharedFiles.Select(file => folder["ShipsShared", file]), Is.All.Exist, "it ships them all");
        Assert.That(place, Is.EqualTo("ships-shared with HttpClient"));
        var context = AssemblyLoadContext.GetLoadContext(entry.GetFactory().GetType().Assembly)!;
        Assert.That(context, Is.Not.SameAs(AssemblyLoadContext.Default));
        Assert.That(context.Assemblies.Select(static assembly => assembly.GetName().Name), Is.EqualTo(["ShipsShared"]), "and none of them is loaded");
    }

    [Test]
    public async Task GetFactory_WhileAPluginBlocks_LeavesOthersAndTheListAlone()
    {
        using var folder = new PluginFolder("BlockingInitializer", "Good");
        using var entered = new ManualResetEventSlim();
        AppContext.SetData(folder["BlockingInitializer", "BlockingInitializer.dll"], (Action)entered.Set);
        var catalog = new SinkCatalogBuilder { LoadTimeout = Timeout.InfiniteTimeSpan }.AddPluginFolder(folder.Path).Build();
        var blocked = OnThread(catalog.Find("blocking-initializer")!.GetFactory);
        await OnThread(() => entered.Wait(Patience.Limit));
        Assert.That(entered.IsSet, Is.True);

        var place = await OnThread(() => Place(catalog.Find("good")!)).WaitAsync(Patience.Limit);
        var list = await OnThread(() => string.Join(", ", catalog.Entries)).WaitAsync(Patience.Limit);

        Assert.That(place, Is.EqualTo("version 1"));
        Assert.That(list, Is.EqualTo("blocking-initializer (BlockingInitializer 0.1.0.0), good (Good 0.1.0.0)"));
        Assert.That(blocked.IsCompleted, Is.False);
    }

    [TestCase("blocking-static", PluginProblemCodes.InitializationTimedOut, "within 0.2 s")]
    [TestCase("blocking-constructor", PluginProblemCodes.InitializationTimedOut, "within 0.2 s")]
    [TestCase("throwing-static", PluginProblemCodes.InitializationFailed, "the static constructor's own words")]
    public void GetFactory_WhenATypeOfThePluginNeverGetsReady_SaysSoAndLeavesTheOthersOfIt(string sinkType, string code, string words)
    {
        using var folder = new PluginFolder("StaticTroubles");
        var catalog = new SinkCatalogBuilder { LoadTimeout = TimeSpan.FromMilliseconds(200) }.AddPluginFolder(folder.Path).Build();

        var error = Assert.Throws<SinkTypeUnavailableException>(() => catalog.Find(sinkType)!.GetFactory());

        Assert.That(error!.Code, Is.EqualTo(code));
        Assert.That(error.Message, Does.Contain(words));
        var patient = new SinkCatalogBuilder { LoadTimeout = Patience.Limit }.AddPluginFolder(folder.Path).Build();
        Assert.That(Place(patient.Find("untroubled")!), Is.EqualTo("nowhere"));
    }

    [TestCase("describe", true, "failed: InvalidOperationException: trouble at describe")]
    [TestCase("check", true, "failed: InvalidOperationException: trouble at check")]
    [TestCase("describe", false, "did not answer within 0.1 s")]
    [TestCase("check", false, "did not answer within 0.1 s")]
    public void Bind_WhenAFactoryThrowsOrBlocks_SaysSoAndBindsTheOthers(string at, bool throws, string words)
    {
        using var gate = new ManualResetEventSlim();
        var catalog = new SinkCatalogBuilder().Expose(gate).Expose(new Arrivals()).AddSink<TroubledFactory>().AddSink<ArrivalSinkFactory>().Build();

        var report = new SinkBinder(catalog, TimeSpan.FromMilliseconds(100)).Bind(Declare(at, throws));
        gate.Set();

        Assert.That(report.Diagnostics.Select(static diagnostic => diagnostic.Message), Has.One.Contains(words));
        Assert.That(report.Bindings.Select(static binding => binding.SinkType), Is.EqualTo(["arrival"]));
    }

    [Test]
    public async Task Deliver_WhenAFactoryThrowsOrBlocksAtCreate_DeliversToTheOthers([Values] bool throws)
    {
        using var gate = new ManualResetEventSlim();
        var arrivals = new Arrivals();
        await using var events = new StackEventsBuilder { Dispatch = new DispatchOptions { StopTimeout = TimeSpan.FromMilliseconds(100) } }
            .ExposeToSinks(gate).ExposeToSinks(arrivals).AddSink<TroubledFactory>().AddSink<ArrivalSinkFactory>().Build();
        var stack = new StackIdentity("s", "teststack");
        var publisher = await events.OpenAsync(stack, Declare("create", throws));

        await publisher.PublishAsync(StackEvent.ForStack(stack, "CREATE", "COMPLETE"));
        using var deadline = new CancellationTokenSource(Patience.Limit);
        while (arrivals.At("here").Count == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var troubled = (await events.GetStatusAsync("s"))!.Sinks.Single(static sink => sink.Name == "test-troubled:troubled");
        gate.Set();

        Assert.That((troubled.Delivered, troubled.DeadLettered, troubled.Pending), Is.EqualTo((0L, 0L, 1L)));
    }

    private static StackEnvironment Declare(string at, bool throws) => EnvironmentReader.Read(
        $"event_sinks: [{{type: test-troubled, at: {at}, throws: {(throws ? "true" : "false")}}}, {{type: arrival}}]");

    private static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Place(SinkCatalogEntry entry)
    {
        var factory = entry.GetFactory();
        return factory.Describe(Activator.CreateInstance(factory.OptionsType)!).Identity;
    }
}
