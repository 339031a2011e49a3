using System.Net;
using EventSinks.Webhook.Requests;
using EventSinks.Webhook.Support;

namespace EventSinks.Webhook;

/// <summary>Several events a request.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class WebhookBatchTests
{
    private static readonly WebhookOptions Batches = new() { Url = Some.Url, Batch = true, Secrets = [Some.Secret] };

    [Test]
    public async Task Deliver_PostsAnArrayOfAll_Signed(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);
        var batch = Some.Batch(3);

        var result = await Some.Sink(receiver, Batches).DeliverAsync(batch, cancellationToken);

        var request = receiver.Requests.Single();
        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(request.Body, Is.EqualTo($"[{Some.Text(batch, 0)},{Some.Text(batch, 1)},{Some.Text(batch, 2)}]"));
        Assert.That((request.ContentType, request.IsSignedWith(Some.Secret)), Is.EqualTo(("application/json", true)));
    }

    [Test]
    public async Task Deliver_OfOneEvent_IsAnArrayToo(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);

        await Some.Sink(receiver, Batches).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(receiver.Requests.Single().Json.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Deliver_TheSameEventsOnceMore_HasTheSameId_AndOtherEventsAnother(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);
        var (one, other) = (Some.Batch(3), Some.Batch(3));
        var sink = Some.Sink(receiver, Batches);

        await sink.DeliverAsync(one, cancellationToken);
        await sink.DeliverAsync(one, cancellationToken);
        await sink.DeliverAsync(other, cancellationToken);

        string[] ids = [.. receiver.Requests.Select(static request => request.Id)];
        Assert.That((ids[1] == ids[0], ids[2] == ids[0]), Is.EqualTo((true, false)));
        Assert.That(Guid.Parse(ids[0]).Version, Is.EqualTo(8));
    }

    [TestCase(0)]
    [TestCase(6)]
    [TestCase(9)]
    public async Task Deliver_WithOneThatIsRefused_FindsIt_AndAllInFrontOfItArriveOnce(int bad, CancellationToken cancellationToken)
    {
        var taken = new List<string>();
        var receiver = new ScriptedReceiver((request, _) =>
        {
            string[] names = [.. Names(request)];
            if (names.Contains($"r{bad + 1}", StringComparer.Ordinal))
            {
                return new HttpResponseMessage(HttpStatusCode.UnprocessableContent);
            }

            taken.AddRange(names);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });

        var result = await Some.Sink(receiver, Batches).DeliverAsync(Some.Batch(10), cancellationToken);

        Assert.That(result, Is.EqualTo(DeliveryResult.Reject("HTTP 422 Unprocessable Entity", bad)));
        Assert.That(taken, Is.EqualTo(Enumerable.Range(1, bad).Select(static number => $"r{number}")));
    }

    [Test]
    public async Task Deliver_WhenTheReceiverTakesLess_LearnsIt_AndNeverAsksForMoreAgain(CancellationToken cancellationToken)
    {
        const int most = 3_000;
        var refused = 0;
        var receiver = new ScriptedReceiver((request, _) =>
        {
            refused += request.Body.Length > most ? 1 : 0;
            return new HttpResponseMessage(request.Body.Length > most ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.OK);
        });
        var sink = Some.Sink(receiver, Batches);
        var before = sink.Limits.Bytes;

        var first = await sink.DeliverAsync(Some.Batch(40), cancellationToken);
        var refusedAtFirst = refused;
        var second = await sink.DeliverAsync(Some.Batch(40), cancellationToken);

        Assert.That((first, second), Is.EqualTo((DeliveryResult.Delivered, DeliveryResult.Delivered)));
        Assert.That((refusedAtFirst, refused), Is.EqualTo((refusedAtFirst, refusedAtFirst)));
        Assert.That(refusedAtFirst, Is.InRange(1, 5));
        Assert.That((before, sink.Limits.Bytes < most), Is.EqualTo((RequestSize.MaxBytes - JsonArray.BytesAround, true)));
    }

    [Test]
    public async Task Deliver_OfOneEventThatIsTooLarge_RejectsIt(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.RequestEntityTooLarge);

        var result = await Some.Sink(receiver, Batches).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(result, Is.EqualTo(DeliveryResult.Reject("HTTP 413 Request Entity Too Large")));
    }

    [Test]
    public async Task Deliver_AfterARefusal_GrowsAgainWithEachSuccess(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK);

        await Some.Sink(receiver, Batches).DeliverAsync(Some.Batch(8), cancellationToken);

        Assert.That(receiver.Requests.Select(static request => request.Json.GetArrayLength()), Is.EqualTo(new[] { 8, 4, 2, 4, 2 }));
    }

    [TestCase(503, DeliveryOutcome.Unavailable)]
    [TestCase(410, DeliveryOutcome.Suspended)]
    public async Task Deliver_WhenTheReceiverIsAway_HalvesNothing(int status, DeliveryOutcome expected, CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver((HttpStatusCode)status);

        var result = await Some.Sink(receiver, Batches).DeliverAsync(Some.Batch(8), cancellationToken);

        Assert.That((result.Outcome, receiver.Requests.Count), Is.EqualTo((expected, 1)));
    }

    private static IEnumerable<string> Names(ReceivedRequest request) =>
        request.Json.EnumerateArray().Select(static each => each.GetProperty("payload").GetProperty("resource_name").GetString()!);
}
