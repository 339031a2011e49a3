using System.Net;
using EventSinks.Testing;
using EventSinks.Webhook.Support;

namespace EventSinks.Webhook;

/// <summary>One event a request: what is sent, and what answers lead to.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class WebhookSinkTests
{
    private const string Marker = "marker-of-the-receiver";

    [Test]
    public async Task Deliver_PostsEachEventOnItsOwn_InOrder(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.NoContent);
        var batch = Some.Batch(3);

        var result = await Some.Sink(receiver).DeliverAsync(batch, cancellationToken);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(receiver.Requests.Select(static request => request.Body), Is.EqualTo(Enumerable.Range(0, 3).Select(index => Some.Text(batch, index))));
        Assert.That(receiver.Requests.Select(static request => request.Id), Is.EqualTo(batch.Select(static each => each.Event.Id.ToString())));
        Assert.That(receiver.Requests, Is.All.Matches<ReceivedRequest>(static request =>
            request!.Method == "POST" && request.Url.ToString() == Some.Url && request.ContentType == "application/json" && request.Headers["User-Agent"] == "EventSinks"));
    }

    [Test]
    public async Task Deliver_WithSecrets_SignsWithEach(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);

        await Some.Sink(receiver, new WebhookOptions { Url = Some.Url, Secrets = [Some.Secret, Some.OtherSecret] }).DeliverAsync(Some.Batch(1), cancellationToken);

        var request = receiver.Requests.Single();
        Assert.That((request.IsSignedWith(Some.Secret), request.IsSignedWith(Some.OtherSecret)), Is.EqualTo((true, true)));
        Assert.That(request with { Body = request.Body + " " }, Is.Not.Matches<ReceivedRequest>(static each => each!.IsSignedWith(Some.Secret)));
    }

    [Test]
    public async Task Deliver_WithoutSecrets_SendsIdAndTimeAndNoSignature(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);

        await Some.Sink(receiver).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(receiver.Requests.Single().Headers.Keys, Does.Contain("webhook-id").And.Contain("webhook-timestamp").And.Not.Contain("webhook-signature"));
    }

    [Test]
    public async Task Deliver_OnceMore_HasTheSameIdAndTheTimeOfTheAttempt(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider();
        var receiver = new ScriptedReceiver(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        var sink = Some.Sink(receiver, new WebhookOptions { Url = Some.Url, Secrets = [Some.Secret] }, clock);
        var batch = Some.Batch(1);

        await sink.DeliverAsync(batch, cancellationToken);
        clock.Advance(TimeSpan.FromSeconds(90));
        await sink.DeliverAsync(batch, cancellationToken);

        var (first, second) = (receiver.Requests[0], receiver.Requests[1]);
        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That(first.Timestamp, Is.EqualTo("1767323045"));
        Assert.That(second.Timestamp, Is.EqualTo("1767323135"));
        Assert.That(second.IsSignedWith(Some.Secret), Is.True);
    }

    [Test]
    public async Task Deliver_WithHeaders_SendsThem(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK);
        var headers = Some.Headers(("Authorization", "\"Bearer s3cret\""), ("X-Team", "\"ops\""), ("User-Agent", "\"mine/1\""));

        await Some.Sink(receiver, new WebhookOptions { Url = Some.Url, Headers = headers }).DeliverAsync(Some.Batch(1), cancellationToken);

        var sent = receiver.Requests.Single().Headers;
        Assert.That((sent["Authorization"], sent["X-Team"], sent["User-Agent"]), Is.EqualTo(("Bearer s3cret", "ops", "mine/1")));
    }

    [TestCase(200, "Delivered")]
    [TestCase(202, "Delivered")]
    [TestCase(204, "Delivered")]
    [TestCase(301, "Suspended: HTTP 301 Moved Permanently: redirects are not followed")]
    [TestCase(304, "Suspended: HTTP 304 Not Modified: redirects are not followed")]
    [TestCase(400, "Rejected: HTTP 400 Bad Request")]
    [TestCase(401, "Retry: HTTP 401 Unauthorized")]
    [TestCase(403, "Retry: HTTP 403 Forbidden")]
    [TestCase(404, "Retry: HTTP 404 Not Found")]
    [TestCase(408, "Unavailable: HTTP 408 Request Timeout")]
    [TestCase(409, "Retry: HTTP 409 Conflict")]
    [TestCase(410, "Suspended: HTTP 410 Gone")]
    [TestCase(413, "Rejected: HTTP 413 Request Entity Too Large")]
    [TestCase(422, "Rejected: HTTP 422 Unprocessable Entity")]
    [TestCase(429, "Unavailable: HTTP 429 Too Many Requests")]
    [TestCase(500, "Unavailable: HTTP 500 Internal Server Error")]
    [TestCase(503, "Unavailable: HTTP 503 Service Unavailable")]
    public async Task Deliver_Answered_IsWhatFromHttpSays_AndRepeatsNothingOfTheReceivers(int status, string expected, CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver((_, _) => new HttpResponseMessage((HttpStatusCode)status)
        {
            ReasonPhrase = Marker,
            Content = new StringContent(Marker),
            Headers = { { "X-Marker", Marker } },
        });

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(result.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Deliver_AskedToWait_PassesItOn(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(static (_, _) => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "7" } } });

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(result.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [TestCase(400, DeliveryOutcome.Rejected)]
    [TestCase(503, DeliveryOutcome.Unavailable)]
    public async Task Deliver_WhenOneIsRefused_SaysHowManyCameBeforeIt(int status, DeliveryOutcome expected, CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(HttpStatusCode.OK, HttpStatusCode.OK, (HttpStatusCode)status);

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(5), cancellationToken);

        Assert.That((result.Outcome, result.DeliveredEvents, receiver.Requests.Count), Is.EqualTo((expected, 2, 3)));
    }

    [Test]
    public async Task Deliver_WhenTheReceiverSpeaksNoHttp_RepeatsNothingOfIt(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(static (_, _) => throw new HttpRequestException(HttpRequestError.InvalidResponse, $"Received an invalid status line: '{Marker}'"));

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(1), cancellationToken);

        Assert.That(result, Is.EqualTo(DeliveryResult.Unavailable("what the receiver answered is not HTTP")));
    }

    [Test]
    public async Task Deliver_WhenConnectingTookTooLong_IsUnavailable(CancellationToken cancellationToken)
    {
        var receiver = new ScriptedReceiver(static (_, number) => number == 1
            ? new HttpResponseMessage(HttpStatusCode.OK)
            : throw new TaskCanceledException("connecting", new TimeoutException()));

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(2), cancellationToken);

        Assert.That(result, Is.EqualTo(DeliveryResult.Unavailable("no connection in time", 1)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Deliver_WhenItIsStoppedOnTheWay_KeepsWhatHasArrived(bool whileSending)
    {
        using var stopping = new CancellationTokenSource();
        var receiver = new ScriptedReceiver((_, number) =>
        {
            if (number == 2)
            {
                stopping.Cancel();
                stopping.Token.ThrowIfCancellationRequested();
            }

            if (number == 1 && !whileSending)
            {
                stopping.Cancel();
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        });

        var result = await Some.Sink(receiver).DeliverAsync(Some.Batch(3), stopping.Token);

        Assert.That((result.Outcome, result.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Retry, 1)));
        Assert.That(receiver.Requests, Has.Count.EqualTo(whileSending ? 2 : 1));
    }

    [Test]
    public void Deliver_WhenItIsStoppedBeforeAnythingArrived_IsCancelled()
    {
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.That(
            async () => await Some.Sink(new ScriptedReceiver(HttpStatusCode.OK)).DeliverAsync(Some.Batch(1), stopping.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
