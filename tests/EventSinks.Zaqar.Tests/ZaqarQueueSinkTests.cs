using System.Net;
using System.Net.Sockets;
using System.Text;
using EventSinks.Zaqar.Requests;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueSinkTests
{
    private const string TooLargeForQueue =
        "Message collection size is too large. The max size for current queue is 2048. It is calculated by max size = min(max_messages_post_size_config: 262144, max_messages_post_size_queue: 2048).";

    [Test]
    public async Task Deliver_ABatch_PostsTheBodiesVerbatimInOneRequest()
    {
        var batch = Some.Batch(2);

        var (result, zaqar) = await DeliverAsync(_ => ScriptedZaqar.Created(), batch, ttl: 30);

        var request = zaqar.Requests.Single();
        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(request.Url.AbsoluteUri, Is.EqualTo("http://zaqar.test:8888/v2/queues/q1/messages"));
        Assert.That(
            request.Text,
            Is.EqualTo($$"""{"messages":[{"ttl":60,"body":{{Body(batch, 0)}}},{"ttl":60,"body":{{Body(batch, 1)}}}]}"""));
    }

    [Test]
    public async Task Deliver_SendsTheHeadersThatZaqarNeeds_AndNoOthers()
    {
        var (_, zaqar) = await DeliverAsync(_ => ScriptedZaqar.Created(), Some.Batch(1));

        var request = zaqar.Requests.Single();
        Assert.That(request.Headers.Select(header => header.Key), Is.EquivalentTo(["Accept", "Client-ID", "X-Project-Id"]));
        Assert.That(request.Header("Accept"), Is.EqualTo("application/json"));
        Assert.That(request.Header("X-Project-Id"), Is.EqualTo("demo"));
        Assert.That(request.Header("Client-ID"), Is.EqualTo(PublisherId.Of(Some.Stack.Id, "q1").ToString()));
        Assert.That(request.ContentHeaders.Select(header => header.Key), Is.EquivalentTo(["Content-Type", "Content-Length"]));
        Assert.That(request.ContentHeaders.ContentType!.ToString(), Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Deliver_WithAStacksToken_SendsIt()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        var own = new StackCredential(
            StackCredentialKinds.OpenStackToken, "t0ken", new Dictionary<string, string> { ["endpoint"] = "https://own.test/v2", ["project_id"] = "demo" });
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false, own)), stack: Some.WithoutProject);

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        var request = zaqar.Requests.Single();
        Assert.That(request.Url.AbsoluteUri, Is.EqualTo("https://own.test/v2/queues/q1/messages"));
        Assert.That((request.Header("X-Auth-Token"), request.Header("X-Project-Id")), Is.EqualTo(("t0ken", "demo")));
    }

    [Test]
    public async Task Deliver_WithoutCredentials_IsSuspendedAndPostsNothing()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false)));

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(zaqar.Requests, Is.Empty);
    }

    [TestCase(200, DeliveryOutcome.Retry, 60)]
    [TestCase(202, DeliveryOutcome.Retry, 60)]
    [TestCase(302, DeliveryOutcome.Suspended, null)]
    [TestCase(401, DeliveryOutcome.Retry, 60)]
    [TestCase(403, DeliveryOutcome.Retry, 60)]
    [TestCase(404, DeliveryOutcome.Retry, null)]
    [TestCase(405, DeliveryOutcome.Suspended, null)]
    [TestCase(406, DeliveryOutcome.Suspended, null)]
    [TestCase(408, DeliveryOutcome.Unavailable, null)]
    [TestCase(409, DeliveryOutcome.Retry, null)]
    [TestCase(410, DeliveryOutcome.Suspended, null)]
    [TestCase(422, DeliveryOutcome.Suspended, null)]
    [TestCase(429, DeliveryOutcome.Unavailable, null)]
    [TestCase(500, DeliveryOutcome.Unavailable, null)]
    [TestCase(503, DeliveryOutcome.Unavailable, null)]
    [TestCase(504, DeliveryOutcome.Unavailable, null)]
    public async Task Deliver_AnsweredWithAnotherStatus_LosesNothingAndRepeatsZaqarsWords(int status, DeliveryOutcome outcome, int? seconds)
    {
        var (result, zaqar) = await DeliverAsync(_ => ScriptedZaqar.Error(status, "A title", "A description."), Some.Batch(3));

        Assert.That((result.Outcome, result.DeliveredEvents), Is.EqualTo((outcome, 0)));
        Assert.That(result.RetryAfter, Is.EqualTo(seconds is null ? (TimeSpan?)null : TimeSpan.FromSeconds(seconds.Value)));
        Assert.That(result.Reason, Does.StartWith($"HTTP {status} A title: A description."));
        Assert.That(zaqar.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(503, 7, 7)]
    [TestCase(401, 7, 60)]
    [TestCase(401, 90, 90)]
    public async Task Deliver_AnsweredWithRetryAfter_HonoursIt(int status, int seconds, int expected)
    {
        var (result, _) = await DeliverAsync(
            _ =>
            {
                var response = ScriptedZaqar.Error(status, "t", "d");
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
                return response;
            },
            Some.Batch(1));

        Assert.That(result.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [TestCase("Missing header value", "The \\\"Client-ID\\\" header is required.")]
    [TestCase("Wrong UUID value", "Malformed hexadecimal UUID.")]
    [TestCase("Project-Id Missing", "The header X-PROJECT-ID was missing")]
    [TestCase("Empty project header not allowed", "X-PROJECT-ID cannot be an empty string. Specify the right header X-PROJECT-ID and retry.")]
    [TestCase("Invalid queue identification", "The format of the submitted queue name or project id is not valid.")]
    [TestCase("Invalid Content-Type", "Endpoint does not accept `application/x-www-form-urlencoded` content")]
    [TestCase("Invalid request body", "Request body can not be empty")]
    [TestCase("Invalid API request", "The TTL for a message may not exceed 600 seconds, and must be at least 60 seconds long.")]
    public async Task Deliver_RefusedForTheRequestItself_IsSuspendedAndMakesNoDeadLetters(string title, string description)
    {
        var (result, zaqar) = await DeliverAsync(_ => ScriptedZaqar.Error(400, title, description), Some.Batch(5));

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That(result.Reason, Does.StartWith($"HTTP 400 {title}: "));
        Assert.That(zaqar.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>", "text/html")]
    [TestCase("Bad Request", "text/plain")]
    [TestCase("""{"error": {"code": 400, "title": "Bad Request", "message": "no"}}""", "application/json")]
    public async Task Deliver_RefusedBySomethingElseThanZaqar_WaitsAndMakesNoDeadLetters(string body, string type)
    {
        var (result, _) = await DeliverAsync(_ => ScriptedZaqar.Text(400, body, type), Some.Batch(1));

        Assert.That((result.Outcome, result.RetryAfter), Is.EqualTo((DeliveryOutcome.Retry, TimeSpan.FromMinutes(1))));
    }

    [Test]
    public async Task Deliver_WhenTheServerRepeatsTheToken_HidesIt()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Error(403, "Forbidden", "token t0ken-T0KEN is bad"));
        var own = new StackCredential(StackCredentialKinds.OpenStackToken, "t0ken", new Dictionary<string, string> { ["endpoint"] = "https://own.test" });
        await using var sink = Some.Create(Some.Factory(zaqar, new FixedCredentials(AllowAmbient: false, own)), stack: Some.WithoutProject);

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result.Reason, Is.EqualTo("HTTP 403 Forbidden: token (hidden)-(hidden) is bad"));
    }

    [Test]
    public async Task Deliver_WhenTheConnectionFails_IsUnavailableAndNamesTheServer()
    {
        foreach (var error in new Exception[]
        {
            new HttpRequestException("Connection refused", new SocketException((int)SocketError.ConnectionRefused)),
            new SocketException((int)SocketError.ConnectionReset),
            new IOException("The response ended prematurely."),
            new TaskCanceledException("canceled", new TimeoutException("A connection could not be established in time.")),
        })
        {
            var (result, _) = await DeliverAsync(_ => throw error, Some.Batch(2));

            Assert.That((result.Outcome, result.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 0)), error.Message);
            Assert.That(result.Reason, Does.StartWith("zaqar.test:8888: "));
        }
    }

    [Test]
    public async Task Deliver_WhenTheBodyOf201IsCut_IsDelivered()
    {
        var (result, _) = await DeliverAsync(_ => new HttpResponseMessage(HttpStatusCode.Created) { Content = new StreamContent(new BrokenStream()) }, Some.Batch(2));

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
    }

    [Test]
    public async Task Deliver_WhenTheBodyOfAnErrorIsCut_KeepsItsStatus()
    {
        var (result, _) = await DeliverAsync(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StreamContent(new BrokenStream()) }, Some.Batch(2));

        Assert.That(result, Is.EqualTo(DeliveryResult.Unavailable("HTTP 502 Bad Gateway")));
    }

    [Test]
    public void Deliver_WhenTheAttemptIsOverBeforeAnything_LetsTheCancellationOut()
    {
        using var attempt = new CancellationTokenSource();
        attempt.Cancel();

        Assert.That(async () => await DeliverAsync(_ => ScriptedZaqar.Created(), Some.Batch(2), attempt: attempt), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Deliver_WhenTheAttemptIsOverBetweenTwoRequests_KeepsTheProgress()
    {
        using var attempt = new CancellationTokenSource();

        // The first list is refused, its first half is stored, and then the time is over.
        var (result, zaqar) = await DeliverAsync(
            request =>
            {
                if (request.Names.Length == 4)
                {
                    return ScriptedZaqar.Error(400, "Invalid request body", "JSON contains integer that is too large.");
                }

                attempt.Cancel();
                return ScriptedZaqar.Created();
            },
            Some.Batch(4),
            attempt: attempt);

        Assert.That((result.Outcome, result.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Retry, 2)));
        Assert.That(zaqar.Stored, Is.EqualTo(["r1", "r2"]));
    }

    [Test]
    public async Task Deliver_WhenTheServerGoesAwayBetweenTwoRequests_KeepsTheProgress()
    {
        var (result, _) = await DeliverAsync(
            request => request.Names.Length == 4 ? ScriptedZaqar.Error(400, "Invalid request body", "no")
                : request.Names.Contains("r1") ? ScriptedZaqar.Created()
                : ScriptedZaqar.Error(503, "Service temporarily unavailable", "later"),
            Some.Batch(4));

        Assert.That((result.Outcome, result.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 2)));
    }

    [Test]
    public async Task Limits_BeforeAnyAnswer_MakeARequestOfZaqarsDefaultSize()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);

        // {"messages":[ and ]} around, {"body": and }, for each, no comma behind the last.
        Assert.That(sink.Limits, Is.EqualTo(new BatchLimits(500, 262_144 - 14, 10)));
    }

    [TestCase(262_144, true)]
    [TestCase(262_145, false)]
    public async Task Deliver_ASingleEvent_IsPostedUpToTheLimitToTheByte(int bytes, bool posted)
    {
        var envelope = """{"messages":[{"body":}]}""".Length;
        var (result, zaqar) = await DeliverAsync(_ => ScriptedZaqar.Created(), BatchOf(bytes - envelope));

        Assert.That(zaqar.Requests.Select(request => request.Body.Length), Is.EqualTo(posted ? [bytes] : Array.Empty<int>()));
        Assert.That(
            result,
            Is.EqualTo(posted
                ? DeliveryResult.Delivered
                : DeliveryResult.Reject("the event is too large: a request with it alone has 262145 bytes; the limit is 262144")));
    }

    [Test]
    public async Task Deliver_ABatchUpToTheLimits_FitsIntoOneRequestOfExactlyThatSize()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);
        var first = Some.Event(1, paddingBytes: 100_000);
        var left = sink.Limits.Bytes - first.Event.ToUtf8Json().Length - (2 * sink.Limits.BytesPerEvent);
        var second = EventOf(left);

        await sink.DeliverAsync(new EventBatch(new[] { first, second }), CancellationToken.None);

        Assert.That(zaqar.Requests.Single().Body, Has.Length.EqualTo(262_144));
    }

    [Test]
    public async Task Deliver_WhenTheServerNamesASmallerLimit_LearnsItAndGoesOn()
    {
        using var zaqar = new ScriptedZaqar(request =>
            request.Body.Length > 2048 ? ScriptedZaqar.Error(400, "Invalid API request", TooLargeForQueue) : ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);

        var result = await sink.DeliverAsync(Some.Batch(20), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(zaqar.Stored, Is.EqualTo(Enumerable.Range(1, 20).Select(i => $"r{i}")));
        Assert.That(zaqar.Requests.Count(request => request.Body.Length > 2048), Is.EqualTo(1));
        Assert.That(sink.Limits.Bytes, Is.EqualTo(2048 - 14));
    }

    [Test]
    public async Task Deliver_WhenAnEventIsAboveALearnedLimit_RejectsItAloneAndLaterWithoutPosting()
    {
        using var zaqar = new ScriptedZaqar(request =>
            request.Body.Length > 2048 ? ScriptedZaqar.Error(400, "Invalid API request", TooLargeForQueue) : ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);

        var first = await sink.DeliverAsync(Some.Batch(1, paddingBytes: 4000), CancellationToken.None);
        var second = await sink.DeliverAsync(Some.Batch(1, paddingBytes: 4000), CancellationToken.None);

        Assert.That(first.Outcome, Is.EqualTo(DeliveryOutcome.Rejected));
        Assert.That(first.Reason, Does.Match("has [0-9]+ bytes; the limit is 2048$"));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(zaqar.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Deliver_WhenAProxyRefusesTheSizeWithoutANumber_HalvesUntilItFits()
    {
        using var zaqar = new ScriptedZaqar(request => request.Body.Length > 3000 ? ScriptedZaqar.Text(413, "too large") : ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);

        var batch = await sink.DeliverAsync(Some.Batch(40), CancellationToken.None);
        var single = await sink.DeliverAsync(Some.Batch(1, paddingBytes: 4000), CancellationToken.None);
        var again = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((batch.Outcome, again.Outcome), Is.EqualTo((DeliveryOutcome.Delivered, DeliveryOutcome.Delivered)));
        Assert.That(single.Outcome, Is.EqualTo(DeliveryOutcome.Rejected));
        Assert.That(single.Reason, Does.Match("has [0-9]+ bytes; HTTP 413 Request Entity Too Large: too large$"));
        Assert.That(zaqar.Stored.Take(40), Is.EqualTo(Enumerable.Range(1, 40).Select(i => $"r{i}")));
    }

    private static string Body(EventBatch batch, int index) => Encoding.UTF8.GetString(batch.GetBody(index).Span);

    private static EventBatch BatchOf(int bodyBytes) => new(new[] { EventOf(bodyBytes) });

    private static RecordedEvent EventOf(int bodyBytes) => Some.Event(1, paddingBytes: bodyBytes - Some.Event(1).Event.ToUtf8Json().Length);

    private static async Task<(DeliveryResult Result, ScriptedZaqar Zaqar)> DeliverAsync(
        Func<ReceivedRequest, HttpResponseMessage> answer, EventBatch batch, int? ttl = null, CancellationTokenSource? attempt = null)
    {
        using var zaqar = new ScriptedZaqar(answer);
        await using var sink = Some.Sink(zaqar, ttl: ttl);
        return (await sink.DeliverAsync(batch, attempt?.Token ?? CancellationToken.None), zaqar);
    }

    /// <summary>An answer's body that breaks off.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The response ended prematurely.");
    }
}
