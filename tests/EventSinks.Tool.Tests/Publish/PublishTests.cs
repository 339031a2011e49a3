using System.Text;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Publish;

[TestFixture]
public sealed class PublishTests
{
    [Test]
    public async Task Publish_OfAFile_DeliversEachEventOnceAndInOrder()
    {
        using var tool = new ToolRun();
        var events = tool.Write("events.jsonl", Some.EventLines(5_000));

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), events);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Delivered("out.jsonl").Select(Some.NameOf), Is.EqualTo(Enumerable.Range(1, 5_000).Select(static n => $"r{n}")));
        Assert.That(tool.OutLines[0], Does.StartWith("5000 events of 1 stack in "));
        Assert.That(tool.Error, Is.Empty);
    }

    [Test]
    public async Task Publish_ToASinkWithAFilter_ShowsHowManyItDidNotWant()
    {
        using var tool = new ToolRun();
        var environment = tool.Write("e.yaml", Some.Environment.TrimEnd() + "\n    events: {actions: DELETE}\n");

        var code = await tool.RunAsync("publish", "-e", environment, tool.Write("events.jsonl", Some.EventLines(7)));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[1], Does.Match("DROPPED +FILTERED +LAST ERROR"));
        Assert.That(tool.OutLines[2], Does.Match("Healthy +7 +0 +0 +0 +0 +7 +-"));
    }

    [Test]
    public async Task Publish_OfStandardInput_AddsUpTheStacks()
    {
        using var tool = new ToolRun();
        var lines = Enumerable.Range(0, 600).Select(static n => Some.EventLine($"r{n}", new StackIdentity($"stack-{n % 60}", "s")));
        tool.In = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), "--json");

        var sink = tool.Json.GetProperty("sinks").EnumerateArray().Single();
        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That((tool.Json.GetProperty("published").GetInt64(), tool.Json.GetProperty("stacks").GetInt32()), Is.EqualTo((600L, 60)));
        Assert.That((sink.GetProperty("recorded").GetInt64(), sink.GetProperty("delivered").GetInt64()), Is.EqualTo((600L, 600L)));
    }

    [Test]
    public async Task Publish_OfMalformedLines_NamesThem_DeliversTheOthers_AndEndsWith1()
    {
        using var tool = new ToolRun();
        string[] lines = [Some.EventLine("a"), "{nope", "", "[]", "\u0007", new string('x', EventFeed.MaxLineLength + 1), Some.EventLine("b")];
        var events = tool.Write("events.jsonl", string.Join("\r\n", lines));

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), events);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Delivered("out.jsonl").Select(Some.NameOf), Is.EqualTo(["a", "b"]));
        Assert.That(
            tool.ErrorLines.Select(line => line[..(line.IndexOf(": ", StringComparison.Ordinal) + 1)]),
            Is.EqualTo([$"{events}:2:", $"{events}:4:", $"{events}:5:", $"{events}:6:"]));
        Assert.That(tool.OutLines[0], Does.StartWith("2 events of 1 stack in ").And.Contains("4 malformed lines"));
    }

    [Test]
    public async Task Publish_WithSeveralEnvironments_DeliversToTheSinksOfAll()
    {
        using var tool = new ToolRun();
        var second = tool.Write("f.yaml", "event_sinks: [{type: json-lines, path: second.jsonl}, {path: out.jsonl, type: json-lines}]\n");

        var code = await tool.RunAsync(
            "publish", "-e", tool.Write("e.yaml", Some.Environment), "-e", second, tool.Write("events.jsonl", Some.EventLines(2)));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That((tool.Delivered("out.jsonl").Length, tool.Delivered("second.jsonl").Length), Is.EqualTo((2, 2)));
        Assert.That(tool.ErrorLines[0], Does.StartWith($"{second}:1:").And.Contains("ES1111"));
    }

    [Test]
    public async Task Publish_WithTheStandardInputTwice_IsRefused()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("publish", "-e", "-");

        Assert.That((code, tool.Error), Is.EqualTo(
            (ExitCode.Usage, "eventsinks: the standard input cannot be both an environment and the events; name a file for one of them\n")));
    }

    [TestCase("event_sinks:\n  - type: json-linez\n", "ES2001")]
    [TestCase("event_sinks:\n  - type: json-lines\n    path: ../x\n", "error ES")]
    [TestCase("parameters: {}\n", "names no sinks")]
    [TestCase("event_sinks: [{type: json-lines, path: a, enabled: false}]\n", "every sink of")]
    [TestCase("", "names no sinks")]
    public async Task Publish_WithAWrongEnvironment_PublishesNothing(string environment, string words)
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", environment), tool.Write("events.jsonl", Some.EventLines(1)));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Error, Does.Contain(words).And.Contains("nothing was published"));
        Assert.That(Path.Combine(tool.Folder, "events"), Does.Not.Exist);
    }

    [Test]
    public async Task Publish_OfAFileThatIsNotThere_EndsWith1()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), Path.Combine(tool.Folder, "nowhere.jsonl"));

        Assert.That((code, tool.Error.Contains("nowhere.jsonl cannot be read")), Is.EqualTo((ExitCode.WrongInput, true)));
    }

    [Test]
    public async Task Publish_ToASinkThatTakesNothing_EndsWith3_WithoutWaitingForTheTimeout()
    {
        using var tool = new ToolRun();
        BlockFile(tool);

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(3)));

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.Out, Does.Contain("Misconfigured").Or.Contain("Suspended"));
    }

    [Test]
    public async Task Publish_OfMoreThanThereIsRoomFor_ToASinkThatTakesNothing_SaysWhereItStopped()
    {
        using var tool = new ToolRun();
        BlockFile(tool);

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(1_500)), "--json");

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.Json.GetProperty("end").GetString(), Is.EqualTo("noRoom"));
        Assert.That(tool.Json.GetProperty("published").GetInt64(), Is.EqualTo(1_000));
        Assert.That(tool.ErrorLines[0], Does.Contain("events.jsonl:1001: stopped before this event: sink json-lines:out.jsonl takes nothing"));
    }

    [Test]
    public async Task Publish_AtCtrlC_StopsReading_AndDeliversWhatItHasRead()
    {
        using var tool = new ToolRun();
        tool.In = new OpenEndedStream(Encoding.UTF8.GetBytes(Some.EventLines(7)), () => tool.Interrupts.Interrupt());

        var code = await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), "-");

        Assert.That(code, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(tool.Delivered("out.jsonl"), Has.Length.EqualTo(7));
        Assert.That(tool.OutLines[0], Does.EndWith("stopped by Ctrl-C"));
    }

    [Test]
    public async Task Publish_OnATerminal_ShowsALiveLine_AndInAPipeNone()
    {
        using var terminal = new ToolRun { IsTerminal = true };
        using var pipe = new ToolRun();

        foreach (var tool in new[] { terminal, pipe })
        {
            await tool.RunAsync("publish", "-e", tool.Write("e.yaml", Some.Environment), tool.Write("events.jsonl", Some.EventLines(10)));
        }

        Assert.That(terminal.Error, Does.Contain('\e'));
        Assert.That(pipe.Error, Is.Empty);
        Assert.That(terminal.Delivered("out.jsonl"), Has.Length.EqualTo(10));
    }

    // A folder stands where the file should be: the sink suspends.
    private static void BlockFile(ToolRun tool) => Directory.CreateDirectory(Path.Combine(tool.Folder, "events", "out.jsonl"));
}
