using EventSinks.Tool.Support;

namespace EventSinks.Tool.SinksTest;

[TestFixture]
public sealed class SinksTestTests
{
    [Test]
    public async Task Test_OfASinkThatDelivers_SendsOneMarkedEvent()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("sinks", "test", "-e", tool.Write("e.yaml", Some.Environment));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Contain("json-lines:out.jsonl").And.Contains("delivered in "));
        Assert.That(tool.Delivered("out.jsonl").Single(), Does.Contain("\"CHECK\"").And.Contains("EventSinks test"));
    }

    [Test]
    public async Task Test_OfOneSinkThatDoesNot_ShowsBothAnswers_AndEndsWith3()
    {
        using var tool = new ToolRun();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "events", "blocked.jsonl"));
        var environment = tool.Write("e.yaml", $"{Some.Environment}  - type: json-lines\n    path: blocked.jsonl\n");

        var code = await tool.RunAsync("sinks", "test", "-e", environment, "--json");

        var sinks = tool.Json.GetProperty("sinks").EnumerateArray().ToArray();
        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(sinks.Select(static sink => sink.GetProperty("delivered").GetBoolean()), Is.EqualTo([true, false]));
        Assert.That(sinks[1].GetProperty("error").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task Test_WithSeveralEnvironments_TriesTheSinksOfAll()
    {
        using var tool = new ToolRun();
        var second = tool.Write("f.yaml", "event_sinks: [{type: json-lines, path: second.jsonl}]\n");

        await tool.RunAsync("sinks", "test", "-e", tool.Write("e.yaml", Some.Environment), "-e", second, "--json");

        Assert.That(tool.Json.GetProperty("sinks").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task Test_WhenEverySinkIsSwitchedOff_SaysThatNothingWasSent()
    {
        using var tool = new ToolRun();
        var file = tool.Write("e.yaml", "event_sinks: [{type: json-lines, path: a, enabled: false}]\n");

        var code = await tool.RunAsync("sinks", "test", "-e", file);

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.WrongInput, $"eventsinks: every sink of {file} is switched off (enabled: false); nothing was sent\n")));
    }

    [Test]
    public async Task Test_WithAWrongEnvironment_EndsWith1()
    {
        using var tool = new ToolRun();

        Assert.That(await tool.RunAsync("sinks", "test", "-e", tool.Write("e.yaml", "event_sinks: [{type: nothing}]")), Is.EqualTo(ExitCode.WrongInput));
    }
}
