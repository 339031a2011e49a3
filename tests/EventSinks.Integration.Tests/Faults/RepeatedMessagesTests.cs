using System.Text.Json;
using EventSinks.Dispatch;
using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>What comes into a queue where messages were stored and the answer says that they were not.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class RepeatedMessagesTests
{
    private static readonly byte[] Unavailable = HttpMessage.Answer(
        "503 Service Unavailable",
        """{"title": "Service temporarily unavailable", "description": "Messages could not be enqueued. Please try again in a few seconds."}""",
        "Content-Type: application/json");

    [Test]
    public async Task Publish_Answered503AfterTheStore_ComesAgainWithTheSameIds()
    {
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = KnownFaults.ForwardsAndAnswers(Unavailable) };
        await using var engine = new EngineUnderTest();
        using var stack = await engine.OpenAsync(server.Address);

        await stack.PublishAsync(1, 3);
        var during = await stack.WaitForStatusAsync(sink => sink.LastError is not null && server.Requests >= 2);
        server.Fault = KnownFaults.None;
        var after = await stack.WaitUntilDeliveredAsync();

        Assert.That(
            during.LastError,
            Is.EqualTo("HTTP 503 Service temporarily unavailable: Messages could not be enqueued. Please try again in a few seconds."));
        Assert.That(after, Is.EqualTo(after with { State = LaneState.Healthy, Delivered = 3, DeadLettered = 0 }));
        Assert.That(await stack.ReadNamesOnceAsync(), Is.EqualTo(["r1", "r2", "r3"]));
        Assert.That(await stack.ReadNamesAsync(), Has.Count.GreaterThan(3), "each request was stored");
    }

    [Test]
    public async Task Deliver_Answered503AfterAPart_RepeatsOnlyWhatWasNotAcknowledged()
    {
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = RefuseTheSecondStore() };
        using var queue = ZaqarServer.NewQueue();
        var limit = new Dictionary<string, JsonElement> { ["_max_messages_post_size"] = JsonElement.Parse("2048") };
        await using var sink = new OperatorsSink(server.Address, queue, limit);
        var events = Events.Numbered(1, 50);

        var first = await sink.DeliverAsync(events);
        var stored = (await queue.ReadBodiesAsync()).Count;
        var second = await sink.DeliverAsync(events[first.DeliveredEvents..]);

        var bodies = await queue.ReadBodiesAsync();
        var all = events.Select(static e => e.Event.Id).ToArray();
        Assert.That(first.Outcome, Is.EqualTo(DeliveryOutcome.Unavailable));
        Assert.That(first.DeliveredEvents, Is.Positive.And.LessThan(stored), "one request was acknowledged, two were stored");
        Assert.That(second, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(bodies.Select(IdOf).Distinct(), Is.EqualTo(all));
        Assert.That(
            bodies.CountBy(IdOf).Where(static each => each.Value > 1).Select(static each => each.Key),
            Is.EqualTo(all[first.DeliveredEvents..stored]),
            "repeated are those of the request that was stored and not acknowledged");
    }

    private static Guid IdOf(JsonElement body) => body.GetProperty("id").GetGuid();

    private static Fault RefuseTheSecondStore()
    {
        var stored = 0;
        return async exchange =>
        {
            var answer = await exchange.ForwardAsync();
            var isMessages = HttpMessage.IsAnswer(answer, 201) && answer.AsSpan().IndexOf("\"resources\""u8) >= 0;
            await exchange.WriteAsync(isMessages && ++stored == 2 ? Unavailable : answer);
            return true;
        };
    }
}
