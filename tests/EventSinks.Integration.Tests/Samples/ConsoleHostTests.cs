using EventSinks.Integration.Support;

namespace EventSinks.Integration.Samples;

/// <summary>Runs the sample of the README as its reader would.</summary>
public class ConsoleHostTests
{
    [Test]
    public async Task Run_WithoutAServer_DeliversEveryEventAndEndsByItself()
    {
        var run = await SampleEngine.RunAsync(SampleEngine.Environment("console.yaml"));

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Match(@"console:stdout +stdout +Healthy +14 +14 +0"));
        Assert.That(run.Output, Does.Match(@"json-lines:\S+ +teststack/events\.jsonl +Healthy +14 +14 +0"));
    }

    [Test]
    public async Task Run_WithThePlugInOfAThirdParty_DeliversToIt()
    {
        var run = await SampleEngine.RunAsync(SampleEngine.Environment("third-party.yaml"));

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Match(@"markdown-report:reports +reports +Healthy +14 +14 +0"));
    }

    [Test]
    public async Task Run_WithABrokenEnvironment_SaysEverythingThatIsWrongAndCreatesNothing()
    {
        var run = await SampleEngine.RunAsync(SampleEngine.Environment("broken.yaml"));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(
            run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(": ")[1]),
            Is.EqualTo(new[] { "error ES2004", "error ES2003", "warning ES2007", "warning ES2009", "error ES2005", "error ES2001", "error ES2008" }));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    [Category(ZaqarServer.Category)]
    public async Task Run_WithAQueue_WaitsForTheUserWhoFollowsIt()
    {
        using var queue = ZaqarServer.NewQueue();
        var environment = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{queue.Name}.yaml");
        await File.WriteAllTextAsync(environment, $"event_sinks: [{{type: zaqar-queue, target: {queue.Name}, ttl: 300}}]");

        var run = await SampleEngine.RunAsync(
            environment, ("OS_AUTH_TYPE", "none"), ("OS_ENDPOINT", ZaqarServer.Url.AbsoluteUri), ("OS_PROJECT_ID", queue.ProjectId));

        File.Delete(environment);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("cleared the hook of server"));
        Assert.That(run.Output, Does.Match("the hook of server was cleared [0-9]+ ms after its event was published"));
        Assert.That(await queue.ReadBodiesAsync(), Has.Count.EqualTo(14));
    }
}
