using EventSinks.Tool.Support;

namespace EventSinks.Tool.Plugins;

[TestFixture]
public sealed class PluginsTests
{
    [Test]
    public async Task List_ShowsTheSinkTypesThatCameWithTheTool()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("plugins", "list");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines.Select(static line => line.Split(' ')[0]), Is.EqualTo(["TYPE", "console", "json-lines", "webhook", "zaqar-queue"]));
        Assert.That(tool.OutLines[1..], Is.All.EndsWith("available"));
    }

    [Test]
    public async Task List_OfAFolderWithoutItsDll_SaysWhy()
    {
        using var tool = new ToolRun();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "Broken"));

        await tool.RunAsync("plugins", "list", "--json", "--plugins", tool.Folder);

        var broken = tool.Json.EnumerateArray().Single(static entry => entry.GetProperty("plugin").GetString() == "Broken");
        Assert.That(broken.GetProperty("available").GetBoolean(), Is.False);
        Assert.That(broken.GetProperty("problem").GetString(), Does.Contain("Broken.dll"));
    }

    [Test]
    public async Task List_OfAFolderThatIsNotThere_IsAMistakeOfTheCommandLine()
    {
        using var tool = new ToolRun();

        Assert.That(await tool.RunAsync("plugins", "list", "--plugins", Path.Combine(tool.Folder, "nowhere")), Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task List_WithoutAnyPlugin_SaysWhereItLooked()
    {
        using var tool = new ToolRun();
        tool.PluginFolder = Path.Combine(tool.Folder, "none");

        await tool.RunAsync("plugins", "list");

        Assert.That(tool.Out, Does.Contain(tool.PluginFolder));
    }

    [Test]
    public async Task Show_OfASinkType_ShowsItsOptions()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("plugins", "show", "zaqar-queue");

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.OutLines.Single(static line => line.StartsWith("ttl", StringComparison.Ordinal)), Does.Contain("a whole number").And.Contains("from 1 to 1209600"));
    }

    [Test]
    public async Task Show_WithJson_GivesTheOptions()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("plugins", "show", "zaqar-queue", "--json");

        var target = tool.Json.GetProperty("options")[0];
        Assert.That((target.GetProperty("key").GetString(), target.GetProperty("isRequired").GetBoolean()), Is.EqualTo(("target", true)));
    }

    [Test]
    public async Task Show_OfAnUnknownType_SuggestsTheNearest()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("plugins", "show", "zaqar-quee");

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.Error, Does.Contain("did you mean \"zaqar-queue\"?"));
    }
}
