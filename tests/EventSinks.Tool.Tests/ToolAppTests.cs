using EventSinks.Tool.Support;

namespace EventSinks.Tool;

[TestFixture]
public sealed class ToolAppTests
{
    [TestCase("--help")]
    [TestCase("env check --help")]
    [TestCase("env show --help")]
    [TestCase("env schema --help")]
    [TestCase("plugins list --help")]
    [TestCase("plugins show --help")]
    [TestCase("publish --help")]
    [TestCase("sinks test --help")]
    [TestCase("tail --help")]
    [TestCase("drain --help")]
    [TestCase("deliveries --help")]
    [TestCase("events --help")]
    [TestCase("replay --help")]
    [TestCase("explain --help")]
    [TestCase("lanes list --help")]
    [TestCase("lanes pause --help")]
    [TestCase("lanes resume --help")]
    public async Task Help_IsThereForEveryCommand(string arguments)
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync(arguments.Split(' '));

        Assert.That(code, Is.EqualTo(ExitCode.AllWell));
        Assert.That(tool.Out, Does.Contain("Usage:").And.Contains("Description:"));
    }

    [TestCase("", "--help")]
    [TestCase("bogus", "'bogus'")]
    [TestCase("publish", "--environment")]
    [TestCase("publish -e f --timeout soon", "--timeout")]
    [TestCase("publish -e f --timeout 0", "--timeout is more than 0")]
    [TestCase("env check", "FILE")]
    [TestCase("drain --store s.db --forced", "--forced")]
    [TestCase("tail", "QUEUE")]
    [TestCase("tail q --count 0", "--count is at least 1")]
    [TestCase("tail q --format xml", "xml")]
    [TestCase("tail a/b", "QUEUE is 1 to 64")]
    [TestCase("tail q --claim --from-start", "leave --from-start out")]
    [TestCase("tail q --endpoint zaqar:8888", "--endpoint is a URL")]
    public async Task AWrongCommandLine_EndsWith2_AndSaysWhy(string arguments, string words)
    {
        using var tool = new ToolRun();

        var code = await tool.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(tool.Error, Does.Contain(words).And.Contains("--help'."));
        Assert.That(tool.Out, Is.Empty);
    }

    [Test]
    public async Task AMistakeOfTheToolItself_IsALineAndNoStackTrace()
    {
        using var tool = new ToolRun { LiveOut = TextWriter.Null };
        tool.Variables["OS_AUTH_TYPE"] = "none";
        tool.Variables["OS_ENDPOINT"] = "http://zaqar";
        tool.Variables["OS_PROJECT_ID"] = "p";

        // The console of this test gives no HTTP.
        var code = await tool.RunAsync("tail", "q");

        Assert.That(code, Is.EqualTo(ExitCode.DeliveryFailed));
        Assert.That(tool.ErrorLines, Is.EqualTo(["eventsinks: InvalidOperationException: This test expects no HTTP."]));
    }
}
