using System.Text;
using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Env;

[TestFixture]
public sealed class EnvCheckTests
{
    private static IEnumerable<TestCaseData> WrongFiles()
    {
        yield return Wrong("wrong section", "event_sink: []\n", "1:1: error ES", "event_sinks");
        yield return Wrong("tabs", "event_sinks:\n\t- type: console\n", "2:1: error ES1017", "tabs");
        yield return Wrong("unknown type", "event_sinks:\n  - type: json-linez\n", "2:11: error ES2001", "json-lines");
        yield return Wrong("misspelt option", "event_sinks:\n  - type: zaqar-queue\n    target: q\n    tll: 60\n", "4:5: error ES2003", "ttl");
        yield return Wrong("missing target", "event_sinks:\n  - type: zaqar-queue\n", "2:5: error ES2004", "target");
        yield return Wrong("wrong type", "event_sinks:\n  - type: zaqar-queue\n    target: q\n    ttl: soon\n", "4:10: error ES", "number");
        yield return Wrong("section of the wrong kind", "event_sinks: 3\n", "1:14: error ES", "list");
        yield return Wrong("two documents", "parameters: {}\n---\nparameters: {}\n", "2:1: error ES", "document");
        yield return Wrong("a megabyte of [", new string('[', 1_000_000), "1:65: error ES1005", "64");
        yield return Wrong("a megabyte of NUL", new string('\0', 1_000_000), "1:1: error ES1002", "U+0000");
        yield return Wrong("a megabyte of mistakes on one line", $"[{string.Concat(Enumerable.Repeat("!x a, ", 160_000))}]", "1:2: error ES1013", "!x");
        yield return Wrong("alias bomb", Bomb(), ": error ES", "");
        yield return new TestCaseData(new byte[] { 0, 1, 2, 3, 0, 255 }, ": error ES", "").SetArgDisplayNames("binary");
        yield return new TestCaseData((byte[])[.. "parameters: {a: "u8, 0xff, 0xfe, .. "}"u8], ": error ES", "UTF-8").SetArgDisplayNames("invalid UTF-8");

        static TestCaseData Wrong(string name, string text, string place, string words) =>
            new TestCaseData(Encoding.UTF8.GetBytes(text), place, words).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(WrongFiles))]
    public async Task Check_OfAWrongFile_SaysWhatAndWhere_AndEndsWith1(byte[] bytes, string place, string words)
    {
        using var tool = new ToolRun();
        var file = tool.Write("wrong.yaml", bytes);

        var code = await tool.RunAsync("env", "check", file);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines[0], Does.StartWith($"{file}:").And.Contains(place).And.Contains(words));
        Assert.That(tool.OutLines.Select(static line => line.Length), Is.All.LessThan(500));
        Assert.That(tool.Error, Is.Empty);
    }

    [Test]
    public async Task Check_UnderAPolicy_HoldsTheSinksToIt()
    {
        using var tool = new ToolRun();
        var file = tool.Write("e.yaml", "event_sinks:\n  - type: json-lines\n    path: a.jsonl\n  - type: console\n");
        var policy = tool.Write("policy.json", """{"DeniedSinkTypes": ["json-*"], "SinkTypes": {"console": {"Options": {"style": ["json"]}}}}""");

        var code = await tool.RunAsync("env", "check", file, "--policy", policy);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(
            tool.OutLines.Where(static line => line.Contains("error ES")),
            Is.EqualTo(new[]
            {
                $"{file}:2:11: error ES2040: the operator does not allow sink type \"json-lines\"; allowed are \"console\", \"webhook\", \"zaqar-queue\"",
                $"{file}:4:5: error ES2042: the operator does not allow leaving it out, which means \"text\" for style; allowed is \"json\"",
            }));
    }

    [TestCase("{", "JSON", "LineNumber: 0")]
    [TestCase("{}", "The policy is empty", "AllowedSinkTypes")]
    [TestCase("{\"MaxSinkPerStack\": 1}", "a policy has no \"MaxSinkPerStack\"", "did you mean \"MaxSinksPerStack\"?")]
    public async Task Check_UnderAWrongPolicy_SaysWhatIsWrongWithIt(string text, string words, string more)
    {
        using var tool = new ToolRun();
        var policy = tool.Write("policy.json", text);

        var code = await tool.RunAsync("env", "check", tool.Write("e.yaml", ""), "--policy", policy);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Error, Does.Contain($"{policy}: ").And.Contain(words).And.Contain(more));
    }

    [Test]
    public async Task Check_OfAnEmptyFile_FindsNothingWrong()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "check", tool.Write("empty.yaml", ""));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Is.EqualTo(["1 file, 0 sinks ready: 0 errors, 0 warnings"]));
    }

    [TestCase("console.yaml", 2)]
    [TestCase("filtered.yaml", 3)]
    [TestCase("zaqar.yaml", 1)]
    public async Task Check_OfASample_FindsNothingWrong(string sample, int sinks)
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "check", tool.Write(sample, RepositoryFile.Read($"samples/environments/{sample}")));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines, Is.EqualTo([$"1 file, {(sinks == 1 ? "1 sink" : $"{sinks} sinks")} ready: 0 errors, 0 warnings"]));
    }

    [Test]
    public async Task Check_OfAMissingFile_SaysSo()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "check", Path.Combine(tool.Folder, "nowhere.yaml"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines[0], Does.Contain("nowhere.yaml: error ES").And.Contains("cannot be read"));
    }

    [TestCase("/dev/zero", "/dev/zero:1:1: error ES1004: ", "longer than 1048576 bytes")]
    [TestCase("/tmp", "/tmp: error ES1110: ", "cannot be read")]
    [Platform("Linux")]
    public async Task Check_OfWhatIsNoFile_SaysSo_AndEndsWith1(string path, string start, string words)
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "check", path);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines[0], Does.StartWith(start).And.Contains(words));
    }

    [Test]
    public async Task Check_OfAWarning_ShowsTheLineWithACaretBelowThePlace_AndEndsWith0()
    {
        using var tool = new ToolRun();
        var file = tool.Write("low.yaml", "event_sinks:\n  - type: zaqar-queue\n    target: myqueue\n    ttl: 30\n");

        var code = await tool.RunAsync("env", "check", file);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines[0], Does.StartWith($"{file}:4:10: warning ES2007: "));
        Assert.That(tool.OutLines[1..], Is.EqualTo(["      ttl: 30", "           ^~", "1 file, 1 sink ready: 0 errors, 1 warning"]));
    }

    [Test]
    public async Task Check_OfALineWithTabs_KeepsThemBeforeTheCaret()
    {
        using var tool = new ToolRun();
        var file = tool.Write("tabs.yaml", "event_sinks: [{type:\t\tjson-linez}]\n");

        await tool.RunAsync("env", "check", file);

        Assert.That(tool.OutLines[1..3], Is.EqualTo(["  event_sinks: [{type:\t\tjson-linez}]", "                      \t\t^~~~~~~~~~"]));
    }

    [Test]
    public async Task Check_OfALineWithWideCharacters_PutsTheCaretWhereATerminalShowsThePlace()
    {
        using var tool = new ToolRun();
        var file = tool.Write("wide.yaml", "event_sinks: [{name: '東京 😀', type: '東'}]\n");

        await tool.RunAsync("env", "check", file);

        // Each of the wide characters before the place takes two columns.
        Assert.That(tool.OutLines[1..3], Is.EqualTo(["  event_sinks: [{name: '東京 😀', type: '東'}]", $"  {new string(' ', 38)}^~~~"]));
    }

    [Test]
    public async Task Check_WithStrictHeat_ReportsWhatHeatWouldLose_AndEndsWith1()
    {
        using var tool = new ToolRun();
        var file = tool.Write("low.yaml", "event_sinks:\n  - type: zaqar-queue\n    target: myqueue\n    ttl: 30\n");

        var code = await tool.RunAsync("env", "check", "--strict-heat", file);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Out, Does.Contain($"{file}:4:10: error ES1205: ").And.Contains("ES2007"));
    }

    [Test]
    public async Task Check_WithStrictHeatAndAnUpdate_NamesWhatWouldBeDeliveredTwice()
    {
        using var tool = new ToolRun();
        var stored = tool.Write("stored.yaml", Some.Environment);
        var update = tool.Write("update.yaml", "event_sinks:\n  - type: zaqar-queue\n    target: myqueue\n");

        var plain = await tool.RunAsync("env", "check", stored, "--update", update);
        var strict = await tool.RunAsync("env", "check", "--strict-heat", stored, "--update", update);

        Assert.That((plain, strict), Is.EqualTo((ExitCode.AllWell, ExitCode.WrongInput)));
        Assert.That(tool.Out, Does.Contain($"{update}:2:11: error ES1209: "));
    }

    [Test]
    public async Task Check_OfALineWithControlCharacters_DoesNotSendThemToTheTerminal()
    {
        using var tool = new ToolRun();
        var file = tool.Write("escape.yaml", "event_sinks: [{type: 'a\u202eb'}]\n");

        await tool.RunAsync("env", "check", file);

        Assert.That(tool.Out, Does.Contain("error").And.Not.Contains("\u202e"));
    }

    [Test]
    public async Task Check_OfSeveralFiles_BindsWhatCanBeRead_SoThatAllIsSaidAtOnce()
    {
        using var tool = new ToolRun();
        var good = tool.Write("good.yaml", Some.Environment);
        var wrong = tool.Write("wrong.yaml", "parameter: {}\n");

        var code = await tool.RunAsync("env", "check", good, wrong);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines[0], Does.StartWith($"{wrong}:1:1: error"));
        Assert.That(tool.OutLines[^1], Is.EqualTo("2 files, 1 sink ready: 1 error, 0 warnings"));
    }

    [Test]
    public async Task Check_OfSeveralFiles_MergesThem_AndShowsEachMistakeInItsOwnFile()
    {
        using var tool = new ToolRun();
        var first = tool.Write("a.yaml", "parameters: {p: [1]}\n# a\nevent_sinks:\n  - type: zaqar-queue\n    target: q\n    ttl: 30\n");
        var second = tool.Write("b.yaml", "event_sinks:\n  - type: zaqar-queue\n    target: q\n    ttl: 600\nparameter_merge_strategies: {p: merge}\nparameters: {p: [2]}\n");

        var code = await tool.RunAsync("env", "check", first, second);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines.Where(static (_, i) => i % 3 == 0).Select(static line => line.Split(": ")[1]), Is.EqualTo(
            ["warning ES2007", "warning ES2030", "error ES1113", "1 error, 2 warnings"]));
        Assert.That(tool.OutLines[1], Is.EqualTo("      ttl: 30"));
        Assert.That(tool.OutLines[4], Is.EqualTo("    - type: zaqar-queue"));
        Assert.That(tool.OutLines[7], Is.EqualTo("  parameter_merge_strategies: {p: merge}"));
        Assert.That(tool.OutLines[^1], Is.EqualTo("2 files, 1 sink ready: 1 error, 2 warnings"));
    }

    [Test]
    public async Task Check_WithEach_ChecksEachFileOnItsOwn()
    {
        using var tool = new ToolRun();
        var (first, second) = (tool.Write("a.yaml", Some.Environment), tool.Write("b.yaml", Some.Environment));

        await tool.RunAsync("env", "check", "--each", first, second);

        Assert.That(tool.OutLines, Is.EqualTo(["2 files, 2 sinks ready: 0 errors, 0 warnings"]));
    }

    [TestCase("env", "check", "-", "-")]
    [TestCase("env", "check", "--each", "-", "--update", "-")]
    [TestCase("env", "show", "-", "--update", "-")]
    [TestCase("sinks", "test", "-e", "-", "-e", "-")]
    public async Task Check_OfTheStandardInputTwice_IsRefused(params string[] args)
    {
        using var tool = new ToolRun();

        Assert.That((await tool.RunAsync(args), tool.Error), Is.EqualTo(
            (ExitCode.Usage, "eventsinks: the standard input (-) can be read once only; name a file for the others\n")));
    }

    [Test]
    public async Task Check_OfEachFileWithAnUpdateFromTheStandardInput_ReadsTheUpdateOnce()
    {
        using var tool = new ToolRun { In = new MemoryStream("event_sinks: []\n"u8.ToArray()) };

        await tool.RunAsync("env", "check", "--each", tool.Write("a.yaml", Some.Environment), tool.Write("b.yaml", Some.Environment), "--update", "-");

        Assert.That(tool.OutLines[^1], Is.EqualTo("3 files, 0 sinks ready: 0 errors, 0 warnings"));
    }

    [Test]
    public async Task Check_OfTheStandardInput_ReadsIt()
    {
        using var tool = new ToolRun { In = new MemoryStream("event_sinks:\n  - type: nope\n"u8.ToArray()) };

        var code = await tool.RunAsync("env", "check", "-");

        Assert.That((code, tool.OutLines[0].Split(": ")[0], tool.OutLines[1]), Is.EqualTo((ExitCode.WrongInput, "<stdin>:2:11", "    - type: nope")));
    }

    [Test]
    public async Task Check_OfMoreStandardInputThanAnEnvironmentMayHave_SaysSo()
    {
        using var tool = new ToolRun { In = new MemoryStream(new byte[3 * 1024 * 1024]) };

        await tool.RunAsync("env", "check", "-");

        Assert.That(tool.OutLines[0], Does.Contain("ES1004"));
    }

    [Test]
    public async Task Check_OfSeveralFilesWithJson_GivesEachFileItsOwn()
    {
        using var tool = new ToolRun();
        var (first, second) = (tool.Write("a.yaml", Some.Environment), tool.Write("b.yaml", "event_sinks:\n  - type: nope\n"));

        await tool.RunAsync("env", "check", "--json", first, second);

        var files = tool.Json.GetProperty("files");
        Assert.That(tool.Json.GetProperty("errors").GetInt32(), Is.EqualTo(1));
        Assert.That(files.EnumerateArray().Select(static file => file.GetProperty("sinks").GetArrayLength()), Is.EqualTo([1, 0]));
        Assert.That(files.EnumerateArray().Select(static file => file.GetProperty("errors").GetInt32()), Is.EqualTo([0, 1]));
    }

    [Test]
    public async Task Check_WithJson_GivesPlacesAsNumbers()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "check", "--json", tool.Write("wrong.yaml", "event_sinks:\n  - type: json-linez\n"));

        var diagnostic = tool.Json.GetProperty("files")[0].GetProperty("diagnostics")[0];
        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Json.GetProperty("errors").GetInt32(), Is.EqualTo(1));
        Assert.That(
            (diagnostic.GetProperty("code").GetString(), diagnostic.GetProperty("line").GetInt32(), diagnostic.GetProperty("column").GetInt32()),
            Is.EqualTo(("ES2001", 2, 11)));
    }

    [TestCase(true, null, true)]
    [TestCase(true, "1", false)]
    [TestCase(false, null, false)]
    public async Task Check_IsColoredOnlyForAPersonWhoWantsIt(bool isTerminal, string? noColor, bool hasColor)
    {
        using var tool = new ToolRun { IsTerminal = isTerminal };
        if (noColor is not null)
        {
            tool.Variables["NO_COLOR"] = noColor;
        }

        await tool.RunAsync("env", "check", tool.Write("wrong.yaml", "parameter: {}\n"));

        Assert.That(tool.Out.Contains('\e'), Is.EqualTo(hasColor));
    }

    private static string Bomb()
    {
        var text = new StringBuilder("parameters:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i <= 9; i++)
        {
            text.Append($"  a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        return text.ToString();
    }
}
