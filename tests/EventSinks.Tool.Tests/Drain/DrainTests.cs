using System.Text;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Drain;

[TestFixture]
public sealed class DrainTests
{
    [Test]
    public async Task Drain_DeliversWhatWaits_AndReports()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(25) };

        var code = await tool.RunAsync("drain", "--store", "s.db");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Delivered("out.jsonl").Select(Some.NameOf), Is.EqualTo(Enumerable.Range(1, 25).Select(static n => $"r{n}")));
        Assert.That(tool.OutLines[0], Does.StartWith("25 events of 1 stack resumed, "));
        Assert.That(tool.OutLines[2], Does.Match(@"^json-lines:out\.jsonl +Healthy +25 +25 +0 +0 +0 +0 +-$"));
    }

    [Test]
    public async Task Drain_CountsThisRunAlone()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(3) };
        await new StoreFiller(tool.Store).SettleAsync(Some.Stack, StoreFiller.Lane, 2, new LaneCounters(2, 0, 0, 0));

        await tool.RunAsync("drain", "--store", "s.db", "--json");

        var sink = tool.Json.GetProperty("sinks")[0];
        Assert.That((sink.GetProperty("recorded").GetInt64(), sink.GetProperty("delivered").GetInt64()), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task Drain_OfAClosedStack_ReportsItsSinks_ThoughTheyAreForgotten()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(4) };
        await tool.Store.CloseStackAsync(Some.Stack.Id, CancellationToken.None);

        var code = await tool.RunAsync("drain", "--store", "s.db");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[2], Does.Match(@"^json-lines:out\.jsonl +\w+ +4 +4 +0 +0 +0 +0 +-$"));
        Assert.That(tool.Delivered("out.jsonl"), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task Drain_OfAStoreInWhichNothingWaits_SaysSo()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };

        var code = await tool.RunAsync("drain", "--store", "s.db");

        Assert.That((code, tool.Out), Is.EqualTo((ExitCode.AllWell, "Nothing waits in s.db.\n")));
    }

    [Test]
    public async Task Drain_WithoutThePlugin_EndsWith3_AndSaysWhyAndWhatWaits()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(2) };
        tool.PluginFolder = Path.Combine(tool.Folder, "none");

        var code = await tool.RunAsync("drain", "--store", "s.db");

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.OutLines[2], Does.Match(@"^json-lines:out\.jsonl +Suspended +2 +0 +2 .*json-lines"));
        Assert.That(tool.OutLines[3], Is.EqualTo("2 events wait in s.db; 'eventsinks drain --store s.db' delivers them."));
    }

    [Test]
    public async Task Drain_DoesNotWaitForPausedSinks()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(2) };
        await tool.RunAsync("lanes", "pause", "--store", "s.db", "teststack");

        var code = await tool.RunAsync("drain", "--store", "s.db");

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.OutLines[2], Does.Match(@"^json-lines:out\.jsonl +Paused +2 +0 +2 "));
    }

    [Test]
    public async Task Drain_DeliversAReplay_WithTheSameIds()
    {
        using var tool = new ToolRun { Store = await WaitingAsync(3) };
        await tool.RunAsync("drain", "--store", "s.db");
        await tool.RunAsync("replay", "--store", "s.db", "teststack", "--from", "2");

        var code = await tool.RunAsync("drain", "--store", "s.db");

        var ids = tool.Delivered("out.jsonl").Select(static line => StackEvent.Parse(Encoding.UTF8.GetBytes(line)).Id).ToArray();
        Assert.That(code, Is.EqualTo(ExitCode.AllWell), tool.Out);
        Assert.That(ids[3..], Is.EqualTo(ids[1..3]));
    }

    private static async Task<SurvivingStore> WaitingAsync(int count)
    {
        var store = new SurvivingStore();
        var filler = new StoreFiller(store);
        await filler.OpenAsync(Some.Stack);
        await filler.AppendAsync(Some.Stack, count);
        return store;
    }
}
