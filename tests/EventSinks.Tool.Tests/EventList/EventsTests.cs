using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.EventList;

[TestFixture]
public sealed class EventsTests
{
    private static readonly StackIdentity Child = new("child", "child", rootStackId: Some.Stack.Id, parentStackId: Some.Stack.Id);

    [Test]
    public async Task Events_ListsThemAsHeatsClientDoes()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);

        var code = await tool.RunAsync("events", "--store", "s.db", "teststack");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Has.Length.EqualTo(2));
        Assert.That(tool.OutLines[0], Does.Match(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[r1\]: CREATE_COMPLETE  state of r1 changed$"));
    }

    [TestCase("--resource a --resource c", "a,c")]
    [TestCase("--type OS::B", "b")]
    [TestCase("--action delete", "c")]
    [TestCase("--status FAILED", "b")]
    [TestCase("--limit 1", "a")]
    [TestCase("--desc", "nested,c,b,a")]
    [TestCase("--sort resource-type --desc", "b,nested,c,a")]
    [TestCase("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "a,b,c")]
    [TestCase("084e2c49-27cf-473d-93f2-d3a8e51d80d7 --nested", "a,b,c,nested")]
    [TestCase("child", "nested")]
    public async Task Events_AreChosenAndSorted(string arguments, string names)
    {
        using var tool = new ToolRun { Store = new SurvivingStore(new Ticking()) };
        await FillAsync(new StoreFiller(tool.Store));

        await tool.RunAsync(["events", "--store", "s.db", "--json", .. arguments.Split(' ')]);

        Assert.That(tool.OutLines.Select(Some.NameOf), Is.EqualTo(names.Split(',')));
    }

    [Test]
    public async Task Events_AfterAMarker_GoOn()
    {
        using var tool = new ToolRun { Store = new SurvivingStore(new Ticking()) };
        var marker = await FillAsync(new StoreFiller(tool.Store));

        await tool.RunAsync("events", "--store", "s.db", "--json", "--marker", $"{marker.Id}");

        Assert.That(tool.OutLines.Select(Some.NameOf), Is.EqualTo(["c", "nested"]));
        Assert.That(tool.Error, Is.Empty);
    }

    [Test]
    public async Task Events_AfterAMarkerThatIsNotKnown_ListsAll_AndSaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore(new Ticking()) };
        await FillAsync(new StoreFiller(tool.Store));

        await tool.RunAsync("events", "--store", "s.db", "--marker", "542407af-eb57-4758-aa95-f5dc67f67dcd");

        Assert.That(tool.OutLines, Has.Length.EqualTo(4));
        Assert.That(tool.Error, Is.EqualTo("eventsinks: the store has no event 542407af-eb57-4758-aa95-f5dc67f67dcd (any more); listing from the beginning\n"));
    }

    [Test]
    public async Task Events_AsATable_HaveSequencesAndIds()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        var e = await filler.AppendAsync(Some.Stack, "server\u0007");

        await tool.RunAsync("events", "--store", "s.db", "--format", "table");

        Assert.That(tool.OutLines[1], Does.Match($@"^{Some.Stack.Id} +1 +\S+ \S+ +server\\u0007 +OS::Test +CREATE +COMPLETE +state of .* +{e.Id}$"));
    }

    [Test]
    public async Task Follow_GivesWhatIsThere_AndWhatComes_EachOnce()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 2);
        tool.LiveOut = new LineWatcher(async lines =>
        {
            if (lines.Count == 2)
            {
                await filler.AppendAsync(Some.Stack, "later");
            }
        });

        var code = await tool.RunAsync("events", "--store", "s.db", "--follow", "--interval", "0.001", "--limit", "3", "--json");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(((LineWatcher)tool.LiveOut).Lines.Select(Some.NameOf), Is.EqualTo(["r1", "r2", "later"]));
    }

    [Test]
    public async Task Follow_WhenTheMarkerIsPurged_RepeatsNothing()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.OpenAsync(Child);
        await filler.AppendAsync(Child, "first");
        await filler.AppendAsync(Some.Stack, "last");
        tool.LiveOut = new LineWatcher(async lines =>
        {
            if (lines.Count == 2)
            {
                // The last event goes, which is the marker; that of the other stack stays.
                await filler.SettleAsync(Some.Stack, StoreFiller.Lane, 1, new LaneCounters(1, 0, 0, 0));
                await tool.Store!.PurgeAsync(new PurgePolicy { MaxAge = TimeSpan.FromTicks(1) }, CancellationToken.None);
                await filler.AppendAsync(Child, "later");
            }
        });

        await tool.RunAsync("events", "--store", "s.db", "--follow", "--interval", "0.001", "--limit", "3", "--json");

        Assert.That(((LineWatcher)tool.LiveOut).Lines.Select(Some.NameOf), Is.EquivalentTo(["first", "last", "later"]));
    }

    [Test]
    public async Task Follow_AtCtrlC_EndsWith0()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, 1);
        tool.LiveOut = new LineWatcher(_ =>
        {
            tool.Interrupts.Interrupt();
            return Task.CompletedTask;
        });

        Assert.That(await tool.RunAsync("events", "--store", "s.db", "--follow"), Is.EqualTo(ExitCode.AllWell));
    }

    [TestCase("events --store s --follow --desc", "--follow gives events in the order of recording")]
    [TestCase("events --store s --follow --format table", "--follow writes lines")]
    [TestCase("events --store s --marker x", "--marker is an event's id")]
    [TestCase("events --store s --limit 0", "--limit is at least 1")]
    [TestCase("events", "--store")]
    public async Task Events_WithAWrongCommandLine_SayWhy(string arguments, string words)
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };

        var code = await tool.RunAsync(arguments.Split(' '));

        Assert.That((code, tool.Error.Contains(words)), Is.EqualTo((ExitCode.Usage, true)), tool.Error);
    }

    private static async Task<StackEvent> FillAsync(StoreFiller filler)
    {
        await filler.OpenAsync(Some.Stack);
        await filler.OpenAsync(Child);
        await filler.AppendAsync(Some.Stack, "a", type: "OS::A");
        var b = await filler.AppendAsync(Some.Stack, "b", status: "FAILED", type: "OS::B");
        await filler.AppendAsync(Some.Stack, "c", action: "DELETE", type: "OS::A");
        await filler.AppendAsync(Child, "nested", type: "OS::A");
        return b;
    }

    // Each look at it is a second later, so that the order over stacks is that of recording.
    private sealed class Ticking : TimeProvider
    {
        private int _seconds;

        public override DateTimeOffset GetUtcNow() => Some.Instant.AddSeconds(Interlocked.Increment(ref _seconds));
    }
}
