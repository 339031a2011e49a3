using System.Net;
using System.Text;
using System.Text.Json;
using EventSinks.Testing.Conformance;
using EventSinks.Testing.Http;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

/// <summary>The sink type <c>zaqar-queue</c>, held to the contract, in the name of a stack's token.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueSinkConformanceTests : HttpSinkConformanceTests<ZaqarQueueSinkFactory>
{
    private const string Signature = "e4f83af82c01975814254932c635cd88d5889f57f66e4e3f00a6c785b619e97c";

    protected override IEnumerable<string> ValidOptions =>
    [
        "target: q1",
        "target: q2\nttl: 300\ndelay: 5\nqueue_metadata: {_default_message_ttl: 600}",
        $"target: q3\nsigned_url: {{paths: [/v2/queues/q3/messages], methods: [POST], project: demo, expires: '2099-01-01T00:00:00', signature: {Signature}}}",
    ];

    protected override IEnumerable<string> InvalidOptions => ["", "target: a queue", "target: ..", "target: q1\nttl: 0", "target: q1\ncolour: red"];

    // A message holds the body beside its ttl: as it was, among other bytes.
    protected override bool PassesBodies => true;

    protected override StackCredential? Credential { get; } = new(
        StackCredentialKinds.OpenStackToken,
        "gAAAAA-t0ken-of-the-stack",
        new Dictionary<string, string> { ["auth_url"] = ScriptedCloud.AuthUrl });

    protected override IEnumerable<string> Secrets => [Signature];

    protected override bool IsDelivery(SinkRequest request) => request.Url.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);

    protected override IReadOnlyList<string> ReadEvents(SinkRequest request) =>
        [.. JsonElement.Parse(request.Body.Span).GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("body").GetRawText())];

    protected override HttpResponseMessage Accept(SinkRequest request) => request.Url.Host == new Uri(ScriptedCloud.AuthUrl).Host
        ? ScriptedCloud.Token("gAAAAA-t0ken-of-the-stack", "demo", expires: "2034-01-01T00:00:00.000000Z")
        : new(HttpStatusCode.Created);

    // As Zaqar words it, and with the request in it, which Zaqar would not say.
    protected override HttpResponseMessage Refuse(SinkRequest request, DestinationFault fault) => fault is DestinationFault.Reject
        ? new(HttpStatusCode.BadRequest)
        {
            Content = new StringContent("""{"title": "Invalid request body", "description": "Message could not be parsed"}""", Encoding.UTF8, "application/json"),
        }
        : HttpTestDestination.RefuseByStatus(request, fault);
}
