using EventSinks.Integration.Support;

namespace EventSinks.Integration.Zaqar;

/// <summary>What a real Zaqar refuses for reasons that are no event's fault: nothing becomes a dead letter.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class ZaqarRefusalTests
{
    [TestCase(null)]
    [TestCase("")]
    public async Task Deliver_WithoutAProject_IsSuspendedWithZaqarsWords(string? project) =>
        Assert.That(
            await DeliverAsync(ZaqarServer.Url.ToString(), "q1", project),
            Is.EqualTo(DeliveryResult.Suspend("HTTP 400 Project-Id Missing: The header X-PROJECT-ID was missing")));

    [TestCase("my queue")]
    [TestCase("a~b")]
    [TestCase("queuequeuequeuequeuequeuequeuequeuequeuequeuequeuequeuequeuequeue")]
    public async Task Deliver_ToAQueueThatZaqarCannotName_IsSuspendedWithZaqarsWords(string queue) =>
        Assert.That(
            await DeliverAsync(ZaqarServer.Url.ToString(), queue, "p1"),
            Is.EqualTo(DeliveryResult.Suspend(
                "HTTP 400 Invalid queue identification: The format of the submitted queue name or project id is not valid.")));

    [Test]
    public async Task Deliver_ToAnotherPathOfTheServer_WaitsWithZaqarsWords()
    {
        var result = await DeliverAsync(new Uri(ZaqarServer.Url, "/elsewhere").ToString(), "q1", "p1");

        Assert.That(result, Is.EqualTo(DeliveryResult.Retry("HTTP 404 404 Not Found")));
    }

    [Test]
    public async Task Deliver_ToAPortWhereNobodyListens_IsUnavailable()
    {
        var result = await DeliverAsync("http://127.0.0.1:1", "q1", "p1");

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Unavailable));
        Assert.That(result.Reason, Does.StartWith("127.0.0.1:1: ").And.Contains("refused"));
    }

    private static async Task<DeliveryResult> DeliverAsync(string endpoint, string queue, string? projectId)
    {
        await using var sink = new SinkUnderTest(endpoint, queue, projectId);
        return await sink.DeliverAsync(Events.Numbered(1, 3));
    }
}
