using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Support;

namespace EventSinks.Policies;

/// <summary>Policies of engines that have stacks already: what is suspended, what goes on, and how trees of stacks share.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PolicyDeliveryTests
{
    private static readonly StackEnvironment Environment = EnvironmentReader.Read("event_sinks: [{type: held, target: a}, {type: held, target: b, ttl: 50}]", "e.yaml");

    private static readonly SinkPolicy Strict = Options(OptionLimit.Range(60, 3600));

    private readonly StackIdentity _stack = new("s", "teststack", "demo");

    [Test]
    public async Task Start_UnderAStricterPolicy_SuspendsWhatItForbids_AndTheNextStartWithoutItDeliversEverything()
    {
        var store = new SurvivingStore();
        var arrivals = new Arrivals();
        await using (var first = Engine(store, arrivals))
        {
            await first.OpenAsync(_stack, Environment);
        }

        IReadOnlyList<SinkDeliveryStatus> strict;
        await using (var second = Engine(store, arrivals, Strict))
        {
            await second.PublishAsync(Event("CREATE"));
            await second.DrainAsync(CancellationToken.None);
            strict = (await second.GetStatusAsync("s"))!.Sinks;
        }

        var meanwhile = arrivals.At("b").Count;
        await using var third = Engine(store, arrivals);
        await third.PublishAsync(Event("UPDATE"));

        Assert.That(await third.DrainAsync(CancellationToken.None), Is.True);
        Assert.That(strict.Select(static sink => (sink.Name, sink.State, sink.Pending)).First(), Is.EqualTo(("held:a", LaneState.Healthy, 0L)));
        Assert.That((strict[1].State, strict[1].Pending, meanwhile), Is.EqualTo((LaneState.Suspended, 1L, 0)));
        Assert.That(strict[1].LastError, Does.EndWith("the operator does not allow \"50\" for ttl; allowed is 60 to 3600"));
        Assert.That(arrivals.At("a").Select(static e => e.Sequence), Is.EqualTo([1, 2]));
        Assert.That(arrivals.At("b").Select(static e => e.Sequence), Is.EqualTo([1, 2]));
        Assert.That((await third.GetStatusAsync("s"))!.Sinks.Select(static sink => sink.State), Is.All.EqualTo(LaneState.Healthy));
    }

    [Test]
    public async Task Start_WithASinkTypeThatIsNoLongerAllowed_SuspendsItsLanes_AndTheStackGoesOn()
    {
        var store = new SurvivingStore();
        await using (var first = Engine(store, new Arrivals()))
        {
            await first.OpenAsync(_stack, Environment);
        }

        await using var second = Engine(store, new Arrivals(), new SinkPolicy { DeniedSinkTypes = ["held"] });
        var opened = await second.OpenAsync(_stack, Environment);

        Assert.That(await opened.PublishAsync(Event("CREATE")), Is.EqualTo(1));
        Assert.That(opened.Binding.Diagnostics.Select(static each => each.Code), Is.EqualTo(["ES2040", "ES2040"]));
        Assert.That((await second.GetStatusAsync("s"))!.Sinks.Select(static sink => sink.State), Is.EqualTo([LaneState.Suspended, LaneState.Suspended]));
    }

    [Test]
    public async Task Open_OfNestedStacks_SharesTheSinksOfTheTree_AndClosingFreesThem()
    {
        await using var events = Engine(new SurvivingStore(), new Arrivals(), new SinkPolicy { MaxSinksPerStack = 3 });
        var child = new StackIdentity("child", "n", "demo", "s", "s");

        var root = await events.OpenAsync(_stack, Environment);
        var nested = await events.OpenAsync(child, Environment);
        var again = await events.OpenAsync(_stack, Environment);
        await events.CloseAsync("s");
        var afterwards = await events.OpenAsync(child, Environment);

        Assert.That(Bound(root, nested, again, afterwards), Is.EqualTo([2, 1, 2, 2]));
        Assert.That(
            nested.Binding.Diagnostics.Single().Message,
            Is.EqualTo("the operator allows 3 sink(s) for a stack and all stacks nested in it, of which other stacks have 2; this one is too many"));
    }

    [Test]
    public async Task Open_StrictlyWithTooMany_ChangesNothing()
    {
        await using var events = Engine(new SurvivingStore(), new Arrivals(), new SinkPolicy { MaxSinksPerStack = 2 });
        var child = new StackIdentity("child", "n", "demo", "s", "s");
        await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: held, target: a}]"));

        Assert.That(async () => await events.OpenAsync(child, Environment, BindingMode.Strict), Throws.TypeOf<SinkBindingException>().With.Message.Contains("ES2043"));

        Assert.That(Bound(await events.OpenAsync(_stack, Environment)), Is.EqualTo([2]), "what the other asked for in vain is free");
    }

    [Test]
    public async Task Open_AfterARestart_KnowsWhatTheTreeHas()
    {
        var store = new SurvivingStore();
        var policy = new SinkPolicy { MaxSinksPerStack = 3 };
        await using (var first = Engine(store, new Arrivals(), policy))
        {
            await first.OpenAsync(_stack, Environment);
        }

        await using var second = Engine(store, new Arrivals(), policy);
        var nested = await second.OpenAsync(new StackIdentity("child", "n", "demo", "s", "s"), Environment);

        Assert.That(Bound(nested), Is.EqualTo([1]));
    }

    [Test]
    public async Task Open_AgainAndAgainWithOtherSinks_IsLimitedByThoseThatHaveYetToFinish()
    {
        // What is pending for sinks that were taken away is kept, so that a user could pile them up.
        var store = new SurvivingStore();
        var policy = new SinkPolicy { MaxSinksPerStack = 1 };
        await using var events = Engine(store, new Arrivals { Holds = true }, policy);
        var bound = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            var opened = await events.OpenAsync(_stack, EnvironmentReader.Read($"event_sinks: [{{type: held, target: t{i}}}]"));
            await opened.PublishAsync(Event("CREATE"));
            bound.Add(opened.Binding.Bindings.Count);
        }

        Assert.That(bound, Is.EqualTo([1, 1, 1, 0]));
    }

    [Test]
    public async Task Publish_OfAProjectBeyondItsRate_SaysSoInTheStatus()
    {
        await using var events = Engine(new SurvivingStore(), new Arrivals(), new SinkPolicy { EventsPerSecond = 0.001, EventBurst = 1 });
        var opened = await events.OpenAsync(_stack, EnvironmentReader.Read("event_sinks: [{type: held, target: a}]"));
        await opened.PublishAsync(Event("CREATE"));
        await opened.PublishAsync(Event("UPDATE"));

        var sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        while (sink is not { State: LaneState.Throttled, Delivered: 1 })
        {
            await Task.Yield();
            sink = (await events.GetStatusAsync("s"))!.Sinks.Single();
        }

        Assert.That(sink.Pending, Is.EqualTo(1));
    }

    private static int[] Bound(params StackPublisher[] opened) => [.. opened.Select(static stack => stack.Binding.Bindings.Count)];

    private static SinkPolicy Options(OptionLimit ttl) => new()
    {
        SinkTypes = new Dictionary<string, SinkTypePolicy> { ["held"] = new() { Options = new Dictionary<string, OptionLimit> { ["ttl"] = ttl } } },
    };

    private static StackEvents Engine(SurvivingStore store, Arrivals arrivals, SinkPolicy? policy = null) =>
        new StackEventsBuilder { Policy = policy ?? new() }.UseStore(store).ExposeToSinks(arrivals).AddSink<HeldSinkFactory>().Build();

    private StackEvent Event(string action) => StackEvent.ForStack(_stack, action, "COMPLETE");
}
