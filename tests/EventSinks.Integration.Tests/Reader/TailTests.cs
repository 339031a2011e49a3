using EventSinks.Integration.Support;
using EventSinks.Integration.Tool;

namespace EventSinks.Integration.Reader;

/// <summary><c>eventsinks tail</c> as a process.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class TailTests
{
    [Test]
    public async Task Tail_Claiming_TakesTheMessagesOutOfTheQueue_OverARestart()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 30));
        await using var tail = ToolProcess.Start(queue.ProjectId, "tail", queue.Name, "--claim", "--interval", "0.1", "--count", "55");
        for (var i = 0; i < 30; i++)
        {
            Assert.That(await tail.Out.ReadLineAsync(), Is.EqualTo($$"""{"n":{{i}}}"""));
        }

        await ZaqarServer.RestartApiAsync();
        await queue.PostAsync(ReaderUnderTest.Bodies(30, 30));
        var (code, rest, _) = await tail.EndAsync();

        Assert.That(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(Enumerable.Range(30, 25).Select(static n => $$"""{"n":{{n}}}""")));
        Assert.That(code, Is.Zero);
        Assert.That((await queue.ReadBodiesAsync()).Select(static body => body.GetProperty("n").GetInt32()), Is.EqualTo(Enumerable.Range(55, 5)));
    }

    [Test]
    public async Task Tail_OfARefusedRequest_EndsWith3_AndZaqarsWords()
    {
        // 257 characters are too many for a project.
        await using var tail = ToolProcess.Start(new string('p', 257), "tail", "q");

        var (code, _, error) = await tail.EndAsync();

        Assert.That(code, Is.EqualTo(3));
        Assert.That(error, Does.StartWith("eventsinks: Zaqar refuses the request: HTTP 400 Invalid queue identification"));
    }
}
