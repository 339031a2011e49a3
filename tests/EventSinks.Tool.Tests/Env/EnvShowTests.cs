using EventSinks.Tool.Support;

namespace EventSinks.Tool.Env;

[TestFixture]
public sealed class EnvShowTests
{
    // Nobody knows which options of an unknown type are secrets.
    private const string WithSecret = "event_sinks:\n  - type: chat\n    token: s3cret\n  - type: json-lines\n    path: out.jsonl\n";

    [Test]
    public async Task Show_HidesSecrets_AndShowsTheRest()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "show", tool.Write("e.yaml", WithSecret));

        var sinks = tool.Json.GetProperty("event_sinks");
        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Not.Contain("s3cret"));
        Assert.That(sinks[0].GetProperty("token").GetString(), Is.EqualTo("******"));
        Assert.That(sinks[1].GetProperty("path").GetString(), Is.EqualTo("out.jsonl"));
    }

    [Test]
    public async Task Show_WithReveal_ShowsSecrets()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("env", "show", "--reveal", tool.Write("e.yaml", WithSecret));

        Assert.That(tool.Json.GetProperty("event_sinks")[0].GetProperty("token").GetString(), Is.EqualTo("s3cret"));
    }

    [Test]
    public async Task Show_WithJson_WritesOneLine()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("env", "show", "--json", tool.Write("e.yaml", WithSecret));

        Assert.That(tool.OutLines, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Show_WithYaml_WritesWhatReadsBack_WithoutSecrets()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "show", "--yaml", tool.Write("e.yaml", WithSecret));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.EndWith(
            "event_sinks:\n  - type: chat\n    token: \"******\"\n  - type: json-lines\n    path: out.jsonl\n"));
    }

    [Test]
    public async Task Show_WithJsonAndYaml_IsAWrongCommandLine()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "show", "--yaml", "--json", tool.Write("e.yaml", WithSecret));

        Assert.That((code, tool.ErrorLines[0]), Is.EqualTo((ExitCode.Usage, "eventsinks: --json and --yaml exclude one another; leave one of them out.")));
    }

    [Test]
    public async Task Show_OfAWrongFile_ComplainsAndShowsNothing()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "show", tool.Write("e.yaml", "parameter: {}\n"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That((tool.Out, tool.ErrorLines[0].Contains("error ES")), Is.EqualTo(("", true)));
    }

    [Test]
    public async Task Show_OfSeveralFiles_ShowsWhatTheyMakeTogether()
    {
        using var tool = new ToolRun();
        var first = tool.Write("a.yaml", "parameters: {p: 1, q: 1}\nevent_sinks: [{type: json-lines, path: a.jsonl}]\n");
        var second = tool.Write("b.yaml", "parameters: {q: 2}\nevent_sinks: [{type: json-lines, path: b.jsonl}]\n");

        var code = await tool.RunAsync("env", "show", "--json", first, second);

        Assert.That((code, tool.OutLines), Is.EqualTo((ExitCode.AllWell, new[]
        {
            "{\"resource_registry\": {}, \"parameters\": {\"p\": 1, \"q\": 2}, \"parameter_defaults\": {}, "
            + "\"event_sinks\": [{\"type\": \"json-lines\", \"path\": \"a.jsonl\"}, {\"type\": \"json-lines\", \"path\": \"b.jsonl\"}]}",
        })));
    }

    [Test]
    public async Task Show_WithAnUpdate_ShowsWhatItLeavesBehind()
    {
        using var tool = new ToolRun();
        var stored = tool.Write("a.yaml", "event_sinks: [{type: zaqar-queue, target: a}, {type: zaqar-queue, target: b, ttl: 60}, {type: console}]\n");
        var patch = tool.Write("b.yaml", "event_sinks: [{type: console}, {type: zaqar-queue, target: a, remove: true}, {type: zaqar-queue, target: b, ttl: 90}]\n");

        await tool.RunAsync("env", "show", stored, "--update", patch);

        var sinks = tool.Json.GetProperty("event_sinks").EnumerateArray();
        Assert.That(sinks.Select(static sink => sink.ToString().Replace("\n", "").Replace("  ", "")), Is.EqualTo(
            ["{\"type\": \"console\"}", "{\"type\": \"zaqar-queue\",\"target\": \"b\",\"ttl\": 90}"]));
    }

    [Test]
    public async Task Show_WhenTheUpdateIsWrong_ComplainsAndShowsNothing()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "show", tool.Write("a.yaml", Some.Environment), "--update", tool.Write("b.yaml", "parameter: {}\n"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That((tool.Out, tool.ErrorLines[0].Contains("b.yaml:1:1: error")), Is.EqualTo(("", true)));
    }
}
