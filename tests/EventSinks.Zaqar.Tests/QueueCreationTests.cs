using System.Text.Json;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

[Parallelizable(ParallelScope.All)]
public sealed class QueueCreationTests
{
    [Test]
    public async Task Deliver_WithoutMetadata_NeverCreatesTheQueue()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Sink(zaqar, new() { Target = "q1" });

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(zaqar.Requests.Select(static request => request.Method), Is.EqualTo([HttpMethod.Post]));
    }

    [TestCase(201)]
    [TestCase(204)]
    public async Task Deliver_WithMetadata_CreatesTheQueueOnceBeforeTheFirstMessage(int status)
    {
        using var zaqar = new ScriptedZaqar(request => request.IsPost ? ScriptedZaqar.Created() : ScriptedZaqar.Text(status, ""));
        await using var sink = Sink(zaqar, new() { Target = "q1", QueueMetadata = Metadata("""{"_default_message_ttl": 120}""") });

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);
        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(zaqar.Requests.Select(static request => request.Method), Is.EqualTo([HttpMethod.Put, HttpMethod.Post, HttpMethod.Post]));
        Assert.That(zaqar.Requests[0].Url.AbsoluteUri, Is.EqualTo("http://zaqar.test:8888/v2/queues/q1"));
        Assert.That(zaqar.Requests[0].Text, Is.EqualTo("""{"_default_message_ttl":120}"""));
    }

    [TestCase(null, """{"_default_message_delay":5}""")]
    [TestCase("""{"_default_message_delay":9,"a":1.50}""", """{"_default_message_delay":9,"a":1.50}""")]
    public async Task Deliver_WithADelay_CreatesTheQueueWithOne_AndSendsItWithEachMessage(string? metadata, string expected)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Sink(zaqar, new() { Target = "q1", Ttl = 60, Delay = 5, QueueMetadata = metadata is null ? null : Metadata(metadata) });

        await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(zaqar.Requests[0].Text, Is.EqualTo(expected));
        Assert.That(zaqar.Requests[1].Text, Does.StartWith("""{"messages":[{"ttl":60,"delay":5,"body":{"""));
    }

    [TestCase(400, DeliveryOutcome.Suspended, "the queue cannot be created: HTTP 400 Invalid request body: no")]
    [TestCase(503, DeliveryOutcome.Unavailable, "HTTP 503 Invalid request body: no")]
    [TestCase(401, DeliveryOutcome.Retry, "HTTP 401 Invalid request body: no")]
    public async Task Deliver_WhenTheQueueCannotBeCreated_PostsNothingAndSaysWhy(int status, DeliveryOutcome outcome, string reason)
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Error(status, "Invalid request body", "no"));
        await using var sink = Sink(zaqar, new() { Target = "q1", QueueMetadata = Metadata("{}") });

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That((result.Outcome, result.Reason), Is.EqualTo((outcome, reason)));
        Assert.That(zaqar.Requests.Select(static request => request.Method), Is.EqualTo([HttpMethod.Put]));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Deliver_WithADelayUnderASignedUrl_PostsWithoutCreatingAnything(bool isDeclared)
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        var url = Some.SignedUrl();
        var credential = new StackCredential(StackCredentialKinds.ZaqarSignedUrl, url.Signature!, new Dictionary<string, string>
        {
            ["paths"] = url.Paths![0],
            ["methods"] = "POST",
            ["project"] = "demo",
            ["expires"] = url.Expires!,
        });
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true, isDeclared ? null : credential), Some.NoAuth),
            new ZaqarQueueOptions { Target = "q1", Delay = 5, SignedUrl = isDeclared ? url : null });

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(zaqar.Requests.Select(static request => request.Method), Is.EqualTo([HttpMethod.Post]));
    }

    [Test]
    public async Task Deliver_WithMetadataUnderASignedUrlOfTheEngine_SaysWhatIsMissing()
    {
        using var zaqar = new ScriptedZaqar(static _ => ScriptedZaqar.Created());
        await using var sink = Some.Create(
            Some.Factory(zaqar, new FixedCredentials(AllowAmbient: true), Some.NoAuth),
            new ZaqarQueueOptions { Target = "q1", QueueMetadata = Metadata("{}"), SignedUrl = Some.SignedUrl() });

        var result = await sink.DeliverAsync(Some.Batch(1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Suspend("queue_metadata needs credentials: a signed URL cannot create a queue")));
        Assert.That(zaqar.Requests, Is.Empty);
    }

    private static IEventSink Sink(ISinkHttp http, ZaqarQueueOptions options) =>
        Some.Create(Some.Factory(http, new FixedCredentials(AllowAmbient: true), Some.NoAuth), options);

    private static Dictionary<string, JsonElement> Metadata(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
