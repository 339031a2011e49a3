using System.Text.Json;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Tool;

/// <summary>The tool against the real Zaqar.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class ToolTests
{
    private const int Events = 10_000;
    private const int Stacks = 50;

    [Test]
    public async Task Publish_Of10000EventsOf50Stacks_PutsEachIntoTheQueueOnce_InOrderPerStack()
    {
        using var queue = ZaqarServer.NewQueue();
        using var files = new ToolFiles();
        await using var tool = ToolProcess.Start(queue.ProjectId, "publish", "-e", files.Environment(queue), files.Events(Events, Stacks), "--json");

        var (code, report, error) = await tool.EndAsync();

        var received = new ReceivedEvents(await queue.ReadBodiesAsync());
        await TestContext.Out.WriteLineAsync($"{JsonElement.Parse(report).GetProperty("seconds")} s");
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That((received.Distinct, received.Duplicates), Is.EqualTo((Events, 0)));
        AssertOrder(received);
    }

    [Test]
    public async Task Publish_WhileZaqarIsAwayFor10Seconds_PutsEverythingIntoTheQueue_InOrderPerStack()
    {
        using var queue = ZaqarServer.NewQueue();
        using var files = new ToolFiles();
        var lines = await File.ReadAllLinesAsync(files.Events(Events, Stacks));
        await using var tool = ToolProcess.Start(queue.ProjectId, "publish", "-e", files.Environment(queue), "-", "--json");

        // The first half is on its way when Zaqar goes; the second is published while it is away.
        await tool.WriteAsync(lines[..(Events / 2)]);
        var before = await queue.WaitForBodiesAsync(1);
        try
        {
            await ZaqarServer.StopApiAsync();
            using var away = new PeriodicTimer(TimeSpan.FromSeconds(10), TimeProvider.System);
            var writing = tool.WriteAsync(lines[(Events / 2)..]);
            await away.WaitForNextTickAsync();
            await ZaqarServer.StartApiAsync();
            await writing;
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }

        tool.EndInput();
        var (code, report, error) = await tool.EndAsync(TimeSpan.FromMinutes(2));

        var received = new ReceivedEvents(await queue.ReadBodiesAsync());
        await TestContext.Out.WriteLineAsync($"{received.Duplicates} duplicates, {JsonElement.Parse(report).GetProperty("seconds")} s");
        Assert.That(before, Is.Not.Empty);
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(received.Distinct, Is.EqualTo(Events));
        AssertOrder(received);
    }

    [Test]
    public async Task Publish_ToAZaqarThatStaysAway_ReportsWhatIsPending_AndEndsWith3()
    {
        using var queue = ZaqarServer.NewQueue();
        using var files = new ToolFiles();
        try
        {
            await ZaqarServer.StopApiAsync();
            await using var tool = ToolProcess.Start(
                queue.ProjectId, "publish", "-e", files.Environment(queue), files.Events(10, 2), "--json", "--timeout", "2");

            var (code, report, _) = await tool.EndAsync();

            var sink = JsonElement.Parse(report).GetProperty("sinks")[0];
            Assert.That(code, Is.EqualTo(3));
            Assert.That((sink.GetProperty("pending").GetInt32(), sink.GetProperty("delivered").GetInt32()), Is.EqualTo((10, 0)));
            Assert.That(sink.GetProperty("lastError").GetString(), Is.Not.Empty);
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }
    }

    [Test]
    public async Task SinksTest_PutsOneMarkedEventIntoTheQueue()
    {
        using var queue = ZaqarServer.NewQueue();
        using var files = new ToolFiles();
        await using var tool = ToolProcess.Start(queue.ProjectId, "sinks", "test", "-e", files.Environment(queue));

        var (code, answers, error) = await tool.EndAsync();

        var payload = (await queue.ReadBodiesAsync()).Single().GetProperty("payload");
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(answers, Does.Contain($"zaqar-queue:{queue.Name}").And.Contains("delivered in "));
        Assert.That(payload.GetProperty("resource_status_reason").GetString(), Is.EqualTo("EventSinks test"));
    }

    [Test]
    public async Task Tail_SeesEventsAsTheyAreDelivered()
    {
        using var queue = ZaqarServer.NewQueue();
        using var files = new ToolFiles();
        await queue.PostAsync([new { n = 1 }]);
        await using var tail = ToolProcess.Start(queue.ProjectId, "tail", queue.Name, "--from-start", "--interval", "0.1", "--count", "31");
        var first = await tail.Out.ReadLineAsync();
        await using var publish = ToolProcess.Start(queue.ProjectId, "publish", "-e", files.Environment(queue), files.Events(30, 1));

        var published = await publish.EndAsync();
        var (code, rest, _) = await tail.EndAsync();

        var names = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonElement.Parse(line).GetProperty("payload").GetProperty("resource_name").GetString());
        Assert.That((published.Code, code), Is.EqualTo((0, 0)));
        Assert.That(first, Is.EqualTo("""{"n":1}"""));
        Assert.That(names, Is.EqualTo(Enumerable.Range(0, 30).Select(static n => $"{n}")));
    }

    [Test]
    public async Task Tail_WhileZaqarIsRestarted_SaysSo_AndGoesOn()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync([new { n = 1 }]);
        await using var tail = ToolProcess.Start(queue.ProjectId, "tail", queue.Name, "--from-start", "--interval", "0.1", "--count", "2");
        var first = await tail.Out.ReadLineAsync();

        await ZaqarServer.RestartApiAsync();
        await queue.PostAsync([new { n = 2 }]);
        var (code, rest, error) = await tail.EndAsync();

        Assert.That((first, rest), Is.EqualTo(("""{"n":1}""", "{\"n\":2}\n")));
        Assert.That(code, Is.Zero);
        Assert.That(error, Does.Contain("cannot be read").And.Contains("can be read again"));
    }

    private static void AssertOrder(ReceivedEvents received)
    {
        Assert.That(received.Stacks, Has.Count.EqualTo(Stacks));
        Assert.That(received.Stacks, Is.All.EqualTo(Enumerable.Range(0, Events / Stacks)));
    }
}
