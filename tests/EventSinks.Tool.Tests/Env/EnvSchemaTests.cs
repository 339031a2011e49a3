using EventSinks.Support;
using EventSinks.Tool.Support;

namespace EventSinks.Tool.Env;

[TestFixture]
public sealed class EnvSchemaTests
{
    // "eventsinks env schema --output docs/environment.schema.json" writes it anew.
    private static string Approved => RepositoryFile.Read("docs/environment.schema.json");

    [Test]
    public async Task Schema_OfTheSinkTypesThatCameWithTheTool_IsTheOneInTheDocs()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "schema");

        Assert.That((code, tool.Error), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(tool.Out, Is.EqualTo(Approved));
    }

    [Test]
    public async Task Schema_WithOutput_WritesTheFileAndNothingElse()
    {
        using var tool = new ToolRun();
        var file = Path.Combine(tool.Folder, "schema.json");

        var code = await tool.RunAsync("env", "schema", "--output", file);

        Assert.That((code, tool.Out), Is.EqualTo((ExitCode.AllWell, "")));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(Approved));
    }

    [Test]
    public async Task Schema_WithOutputThatCannotBeWritten_SaysWhy()
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync("env", "schema", "--output", Path.Combine(tool.Folder, "nowhere", "schema.json"));

        Assert.That(code, Is.EqualTo(ExitCode.WrongInput));
        Assert.That(tool.ErrorLines.Single(), Does.Contain("schema.json cannot be written: "));
    }

    [Test]
    public async Task Schema_WithABrokenPlugin_WarnsAndDescribesTheOthers()
    {
        using var tool = new ToolRun();
        Directory.CreateDirectory(Path.Combine(tool.Folder, "Broken"));

        var code = await tool.RunAsync("env", "schema", "--plugins", tool.Folder);

        Assert.That((code, tool.Out), Is.EqualTo((ExitCode.AllWell, Approved)));
        Assert.That(tool.ErrorLines.Single(), Does.StartWith("eventsinks: warning: the sink types of the plug-in Broken are not known: ES3"));
    }
}
