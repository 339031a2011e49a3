using System.Net;
using System.Text.Json;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Zaqar;

/// <summary>What arrives in a real queue.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class ZaqarDeliveryTests
{
    [Test]
    public async Task Deliver_500Events_ArriveInOrderWithTheTtlAsRaised()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue, ttl: 30);

        var result = await sink.DeliverAsync(Events.Numbered(1, 500));

        var messages = await queue.ReadMessagesAsync();
        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(messages.Select(message => Events.NameOf(message.GetProperty("body"))), Is.EqualTo(Enumerable.Range(1, 500).Select(i => $"r{i}")));
        Assert.That(messages.Select(message => message.GetProperty("ttl").GetInt32()), Is.All.EqualTo(60));
    }

    [TestCase("{}")]
    [TestCase("""{"z": 1, "a": {"y": [true, null, "\u00e9 \ud83d\ude00 \" \\ / \u0001"], "b": ""}}""")]
    [TestCase("""{"n": [0, -1, 1.0, -0.5, 9223372036854775807, -9223372036854775808]}""")]
    public async Task Deliver_HeatsBody_ComesBackKeyForKeyAndNumberForNumber(string properties)
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);
        var e = Events.OfHeat(properties);

        await sink.DeliverAsync(e);

        Assert.That(Events.Compact((await queue.ReadBodiesAsync()).Single()), Is.EqualTo(Events.Compact(e)));
    }

    [Test]
    public async Task Deliver_ANumberThatPythonWritesAnotherWay_ArrivesWithTheSameValue()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);

        await sink.DeliverAsync(Events.OfHeat("""{"n": 1e5}"""));

        var properties = (await queue.ReadBodiesAsync()).Single().GetProperty("payload").GetProperty("resource_properties");
        Assert.That(properties.GetProperty("n").GetRawText(), Is.EqualTo("100000.0"));
    }

    [TestCase("/")]
    [TestCase("/v2")]
    [TestCase("/v2/")]
    public async Task Deliver_ByAnyWayToWriteTheEndpoint_Arrives(string path)
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(ZaqarServer.Url.GetLeftPart(UriPartial.Authority) + path, queue.Name, queue.ProjectId);

        Assert.That(await sink.DeliverAsync(Events.Numbered(1)), Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(await queue.ReadBodiesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Deliver_ARequestOfExactlyZaqarsLimit_Arrives_AndOneByteMoreIsRejected()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);

        var exact = await sink.DeliverAsync(Events.OfRequestSize(1, 262_144));
        var above = await sink.DeliverAsync(Events.OfRequestSize(2, 262_145), Events.Numbered(3));

        Assert.That(exact, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(
            above,
            Is.EqualTo(DeliveryResult.Reject("the event is too large: a request with it alone has 262145 bytes; the limit is 262144")));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1"]));
    }

    [Test]
    public async Task Deliver_ABatchUpToTheSinksLimits_ArrivesInOneRequestOfZaqarsLimit()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);
        var first = Events.OfRequestSize(1, 200_000);
        var left = sink.Limits.Bytes - first.Event.ToUtf8Json().Length - sink.Limits.BytesPerEvent;

        // Alone, the second's request has the fixed 14 bytes as well.
        var result = await sink.DeliverAsync(first, Events.OfRequestSize(2, left + 14));

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2"]));
        Assert.That(sink.Limits.Bytes, Is.EqualTo(262_144 - 14), "nothing was refused, so nothing was learned");
    }

    [Test]
    public async Task Deliver_ToAQueueWithASmallerLimit_LearnsItAndGoesOnInOrder()
    {
        using var queue = ZaqarServer.NewQueue();
        await LimitQueueAsync(queue, 2048);
        await using var sink = new SinkUnderTest(queue);

        var batch = await sink.DeliverAsync(Events.Numbered(1, 50));
        var tooLarge = await sink.DeliverAsync(Events.OfRequestSize(51, 2049));
        var exact = await sink.DeliverAsync(Events.OfRequestSize(52, 2048));

        Assert.That((batch, exact), Is.EqualTo((DeliveryResult.Delivered, DeliveryResult.Delivered)));
        Assert.That(tooLarge, Is.EqualTo(DeliveryResult.Reject("the event is too large: a request with it alone has 2049 bytes; the limit is 2048")));
        Assert.That(sink.Limits.Bytes, Is.EqualTo(2048 - 14));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo([.. Enumerable.Range(1, 50).Select(i => $"r{i}"), "r52"]));
    }

    [Test]
    public async Task Deliver_WithMessagesThatZaqarRefuses_RejectsThoseAloneAndTheRestArrivesInOrder()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);
        var events = Events.Numbered(1, 100);
        foreach (var bad in new[] { 1, 42, 43, 100 })
        {
            events[bad - 1] = Events.Numbered(bad, """{"n": 9223372036854775808}""");
        }

        var rejected = new List<string>();
        var settled = 0;
        while (settled < events.Length)
        {
            var result = await sink.DeliverAsync(events[settled..]);
            if (result.Outcome is DeliveryOutcome.Delivered)
            {
                break;
            }

            Assert.That(result.ToString(), Is.EqualTo("Rejected: HTTP 400 Invalid request body: JSON contains integer that is too large."));
            settled += result.DeliveredEvents;
            rejected.Add(events[settled++].Event.ResourceName);
        }

        Assert.That(rejected, Is.EqualTo(["r1", "r42", "r43", "r100"]));
        Assert.That(
            (await queue.ReadBodiesAsync()).Select(Events.NameOf),
            Is.EqualTo(Enumerable.Range(1, 100).Select(i => $"r{i}").Except(rejected)));
    }

    private static async Task LimitQueueAsync(ZaqarQueue queue, int bytes)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(ZaqarServer.Url, $"/v2/queues/{queue.Name}"));
        request.Headers.Add("Client-ID", Guid.NewGuid().ToString());
        request.Headers.Add("X-Project-Id", queue.ProjectId);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { _max_messages_post_size = bytes }));
        request.Content.Headers.ContentType = new("application/json");
        using var response = await http.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }
}
