using EventSinks.Discovery;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Plugins;

/// <summary>Locking plug-ins at the shell, and commands that are held to a lock.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginsLockTests
{
    private const string Environment = "event_sinks: [{type: good}]";

    [Test]
    public async Task Lock_WritesTheLockToTheStandardOutput()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good", "LeavesTrace");

        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Is.EqualTo(PluginLock.Take([folder]).ToJson()));
        Assert.That(tool.Json.GetProperty("plugins").EnumerateArray().Select(static plugin => plugin.GetProperty("name").GetString()), Is.EqualTo(["Good", "LeavesTrace"]));
    }

    [Test]
    public async Task Lock_WithOutput_WritesAFileThatReadsBack([Values] bool json)
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good");
        var file = tool.Write("lock.json", "what was there before");

        string[] command = ["plugins", "lock", "--plugins", folder, "--output", file];
        var code = await tool.RunAsync(json ? [.. command, "--json"] : command);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(PluginLock.Read(file).Plugins.Single().Name, Is.EqualTo("Good"));
        Assert.That(Directory.EnumerateFiles(tool.Folder), Is.EqualTo([file]), "nothing unfinished is left");
        Assert.That(tool.Out, json ? Does.Contain("\"output\"") : Does.Match("^1 plug-in with [0-9]+ files locked in .*lock.json[.]\n$"));
    }

    [Test]
    public async Task Check_WhenAllIsAsLocked_IsWell()
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good");

        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", file);

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Contain($"as {file} has them"));
    }

    [Test]
    public async Task Check_WhenSomethingDiffers_NamesItAndEndsWithOne()
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good", "LeavesTrace");
        await File.AppendAllTextAsync(Path.Combine(folder, "Good", "Good.dll"), "x");
        await File.WriteAllTextAsync(Path.Combine(folder, "LeavesTrace", "more"), "");

        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", file);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.OutLines, Has.Length.EqualTo(2));
        Assert.That(tool.OutLines[0], Does.StartWith("Good: ES3018: the file Good.dll has ").And.Contain("SHA-256"));
        Assert.That(tool.OutLines[1], Does.StartWith("LeavesTrace: ES3016: the file more is not in the lock file"));

        await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", file, "--json");
        Assert.That(tool.Json.EnumerateArray().Select(static each => each.GetProperty("file").GetString()), Is.EqualTo(["Good.dll", "more"]));
    }

    [Test]
    public async Task Check_OfWhatIsNoLockFile_SaysSo()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good");

        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", tool.Write("lock.json", "{}"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.ErrorLines.Single(), Does.StartWith("eventsinks: the lock file ").And.Contain("cannot be used"));
    }

    [Test]
    public async Task Lock_IntoAPlugin_IsRefused()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good");

        var inside = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--output", Path.Combine(folder, "Good", "lock.json"));
        var complaint = tool.Error;
        var beside = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--output", Path.Combine(folder, "lock.json"));

        Assert.That((inside, beside), Is.EqualTo((ExitCode.WrongInput, ExitCode.AllWell)));
        Assert.That(complaint, Does.Contain("lies in a plug-in"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Lock_AndCheck_WithAPipeInPlaceOfAFile_DoNotWaitForIt()
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good");
        var dll = Path.Combine(folder, "Good", "Good.dll");
        File.Delete(dll);
        using var make = System.Diagnostics.Process.Start("mkfifo", [dll]);
        await make.WaitForExitAsync();

        var check = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", file);
        var differences = tool.Out;
        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder);

        Assert.That((check, code), Is.EqualTo((ExitCode.WrongInput, ExitCode.AllWell)));
        Assert.That(differences, Does.Contain("Good.dll"));
    }

    [Test]
    public async Task Lock_IntoAFolder_IsRefusedAndLeavesNothingBehind()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good");
        var output = Directory.CreateDirectory(Path.Combine(tool.Folder, "lock.json")).FullName;
        var before = Directory.GetFileSystemEntries(tool.Folder);

        var code = await tool.RunAsync("plugins", "lock", "--plugins", folder, "--output", output);

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput), tool.Error);
        Assert.That(Directory.GetFileSystemEntries(tool.Folder), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Lock_WithAWrongCommandLine_IsAUsageError()
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good");

        int[] codes =
        [
            await tool.RunAsync("plugins", "lock"),
            await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", file, "--output", file),
            await tool.RunAsync("plugins", "lock", "--plugins", folder, "--check", Path.Combine(tool.Folder, "nowhere")),
            await tool.RunAsync("plugins", "list", "--plugin-lock", file),
            await tool.RunAsync("plugins", "list", "--plugins", folder, "--plugin-lock", Path.Combine(tool.Folder, "nowhere")),
        ];

        Assert.That(codes, Is.All.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task List_WithALock_HasNothingElse()
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good", "LeavesTrace");
        File.Delete(Path.Combine(folder, "LeavesTrace", "LeavesTrace.deps.json"));
        Directory.CreateDirectory(Path.Combine(folder, "Added"));

        await tool.RunAsync("plugins", "list", "--plugins", folder, "--plugin-lock", file);

        Assert.That(tool.OutLines.Select(static line => line.Split(' ')[0]), Is.EqualTo(["TYPE", "good", "leaves-trace", "-"]));
        Assert.That(tool.OutLines[1], Does.EndWith("available"));
        Assert.That(tool.OutLines[2], Does.Contain("ES3017: the file LeavesTrace.deps.json is missing"));
        Assert.That(tool.OutLines[3], Does.Contain("ES3015: the lock file does not have the plug-in Added"));
    }

    [Test]
    public async Task Commands_WithALock_UseNoPluginThatHasChanged([Values("check", "show", "schema", "publish", "sinks test")] string what)
    {
        using var tool = new ToolRun();
        var (folder, file) = await LockAsync(tool, "Good");
        var environment = tool.Write("e.yaml", Environment);
        string[] command = what switch
        {
            "check" => ["env", "check", environment],
            "show" => ["plugins", "show", "good"],
            "schema" => ["plugins", "show", "good", "--schema"],
            "publish" => ["publish", "-e", environment],
            _ => ["sinks", "test", "-e", environment],
        };
        string[] locked = [.. command, "--plugins", folder, "--plugin-lock", file];

        var before = await tool.RunAsync(locked);
        await File.AppendAllTextAsync(Path.Combine(folder, "Good", "GoodDependency.dll"), "x");
        var after = await tool.RunAsync(locked);

        Assert.That((before, after), Is.EqualTo((ExitCode.AllWell, ExitCode.WrongInput)));
        Assert.That(tool.Out + tool.Error, Does.Contain("ES3018").And.Contain("GoodDependency.dll"));
    }

    [Test]
    public async Task Commands_WithALockThatCannotBeRead_SaySo()
    {
        using var tool = new ToolRun();
        var folder = TestPlugins.In(tool, "Good");

        var code = await tool.RunAsync("env", "check", tool.Write("e.yaml", Environment), "--plugins", folder, "--plugin-lock", tool.Write("lock.json", "{"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.ErrorLines.Single(), Does.Contain("lock.json cannot be used: it is no JSON of a lock file"));
    }

    private static async Task<(string Folder, string LockFile)> LockAsync(ToolRun tool, params string[] plugins)
    {
        var folder = TestPlugins.In(tool, plugins);
        var file = Path.Combine(tool.Folder, "plugins.lock.json");
        Assert.That(await tool.RunAsync("plugins", "lock", "--plugins", folder, "--output", file), Is.EqualTo(ExitCode.AllWell));
        return (folder, file);
    }
}
