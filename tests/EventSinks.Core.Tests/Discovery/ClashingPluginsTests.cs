using EventSinks.Discovery.Support;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks.Discovery;

/// <summary>What becomes of a stored stack whose sink type two plug-ins have.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClashingPluginsTests
{
    private static readonly StackEnvironment Environment = EnvironmentReader.Read("event_sinks: [{type: good}]", "e.yaml");

    private readonly StackIdentity _stack = new("s", "teststack", "demo");

    [Test]
    public async Task Start_WhenTwoPluginsHaveAStoredSinkType_SuspendsItUntilOneIsChosen()
    {
        var store = new SurvivingStore();
        using var good = new PluginFolder("Good");
        using var both = new PluginFolder("Good", "GoodTwin");
        await using (var first = Engine(store, good).Build())
        {
            var publisher = await first.OpenAsync(_stack, Environment);
            await publisher.PublishAsync(Event("CREATE"));
            Assert.That(await first.DrainAsync(CancellationToken.None), Is.True);
        }

        var log = new CollectedLog();
        await using (var second = Engine(store, both, log).Build())
        {
            await second.PublishAsync(Event("UPDATE"));
            await second.PublishAsync(Event("DELETE"));
            var suspended = (await second.GetStatusAsync("s"))!.Sinks.Single();

            Assert.That((suspended.State, suspended.Pending, suspended.DeadLettered), Is.EqualTo((LaneState.Suspended, 2L, 0L)));
            Assert.That(suspended.LastError, Does.Contain("ES3008").And.Contain("Good.dll").And.Contain("GoodTwin.dll"));
            Assert.That(log.Lines, Has.Exactly(2).Contains("PluginUnusable: A plug-in is not used: good (Good"));
        }

        await using var third = Engine(store, both).PreferPlugin("good", "Good").Build();
        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        Assert.That((await third.GetStatusAsync("s"))!.Sinks.Single(), Has.Property("Delivered").EqualTo(3));
    }

    [Test]
    public async Task Build_WhenTheHostHasASinkTypeOfAPlugin_WarnsThatThePluginIsNotUsed()
    {
        var store = new SurvivingStore();
        using var good = new PluginFolder("Good");
        var log = new CollectedLog();

        await using var events = Engine(store, good, log).AddSink<OwnGoodFactory>().Build();

        Assert.That(log.Lines, Has.One.StartsWith("Warning PluginUnusable: A plug-in is not used: good (Good 0.1.0.0): ES3009: the host has a sink type 'good' of its own"));
    }

    private static StackEventsBuilder Engine(SurvivingStore store, PluginFolder plugins, CollectedLog? log = null)
    {
        var builder = new StackEventsBuilder().UseStore(store).AddPluginFolder(plugins.Path);
        builder.LoggerFactory = log ?? builder.LoggerFactory;
        return builder;
    }

    private StackEvent Event(string action) => StackEvent.ForStack(_stack, action, "COMPLETE");
}
