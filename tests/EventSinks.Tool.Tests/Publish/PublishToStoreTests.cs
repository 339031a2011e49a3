using System.Text;
using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Publish;

[TestFixture]
public sealed class PublishToStoreTests
{
    [Test]
    public async Task Publish_RecordsInTheStore_AndDeliversFromIt()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };

        var code = await tool.RunAsync(
            "publish", "--store", "s.db", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(50)));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Delivered("out.jsonl"), Has.Length.EqualTo(50));
        Assert.That((await tool.Store.FindStackAsync(Some.Stack.Id))!.Lanes.Single().Cursor, Is.EqualTo(50));
    }

    [Test]
    public async Task Publish_AgainToTheSameStack_CountsThisRunAlone()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var environment = tool.Write("e.yaml", Some.Environment);

        await tool.RunAsync("publish", "--store", "s.db", "-e", environment, tool.Write("a.jsonl", Some.EventLines(5)));
        await tool.RunAsync("publish", "--store", "s.db", "-e", environment, tool.Write("b.jsonl", Some.EventLines(2)), "--json");

        var sink = tool.Json.GetProperty("sinks")[0];
        Assert.That((sink.GetProperty("recorded").GetInt64(), sink.GetProperty("delivered").GetInt64()), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public async Task Publish_ResumesWhatAnEarlierRunHasLeft_AndSaysHowMany()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        var filler = new StoreFiller(tool.Store);
        var other = new StackIdentity("other", "other");
        await filler.OpenAsync(other);
        await filler.AppendAsync(other, 3);

        var code = await tool.RunAsync(
            "publish", "--store", "s.db", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(4)));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[1], Is.EqualTo("3 events of an earlier run resumed"));
        Assert.That(tool.OutLines[3], Does.Match(@"^json-lines:out\.jsonl +Healthy +7 +7 +0 "));
    }

    [Test]
    public async Task Publish_ToASinkThatTakesNothing_RecordsEverything_AndSaysWhatWaits()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        BlockFile(tool);

        var code = await tool.RunAsync(
            "publish", "--store", "s.db", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(1_500)));

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.OutLines[0], Does.StartWith("1500 events of 1 stack in "));
        Assert.That(tool.OutLines[^1], Is.EqualTo("1500 events wait in s.db; 'eventsinks drain --store s.db' delivers them."));
    }

    [Test]
    public async Task Publish_AtCtrlC_LeavesTheRestInTheStore()
    {
        using var tool = new ToolRun { Store = new SurvivingStore() };
        BlockFile(tool);
        tool.In = new OpenEndedStream(Encoding.UTF8.GetBytes(Some.EventLines(7)), () => tool.Interrupts.Interrupt());

        var code = await tool.RunAsync("publish", "--store", "s.db", "-e", tool.Write("e.yaml", Some.Environment), "-");

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.OutLines[0], Does.EndWith("stopped by Ctrl-C"));
        Assert.That(tool.OutLines[^1], Does.StartWith("7 events wait in s.db; "));
    }

    // A folder stands where the file should be: the sink suspends.
    private static void BlockFile(ToolRun tool) => Directory.CreateDirectory(Path.Combine(tool.Folder, "events", "out.jsonl"));
}
