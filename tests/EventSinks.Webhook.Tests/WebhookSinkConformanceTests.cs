using System.Net;
using System.Text.Json;
using EventSinks.Testing.Conformance;
using EventSinks.Testing.Http;

namespace EventSinks.Webhook;

/// <summary>The sink type <c>webhook</c>, held to the contract.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WebhookSinkConformanceTests : HttpSinkConformanceTests<WebhookSinkFactory>
{
    private const string Url = "https://hooks.example.org/in/s3cr3t-path";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    protected override IEnumerable<string> ValidOptions =>
    [
        $"url: {Url}",
        $"url: {Url}\nsecrets: [{Secret}]\nheaders: {{authorization: Bearer t0ken-of-the-user}}",
        $"url: {Url}\nsecrets: [{Secret}, whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD]\nbatch: true",
    ];

    protected override IEnumerable<string> InvalidOptions =>
    [
        "", "url: ''", "url: hooks.example.org", "url: http://hooks.example.org/", "url: https://user:password@hooks.example.org/",
        $"url: {Url}\nsecrets: []", $"url: {Url}\nsecrets: [too-short]", $"url: {Url}\nheaders: {{host: elsewhere}}", $"url: {Url}\ncolour: red",
    ];

    protected override bool PassesBodies => true;

    protected override IEnumerable<string> Secrets => ["s3cr3t-path", Secret, "t0ken-of-the-user"];

    protected override IReadOnlyList<string> ReadEvents(SinkRequest request)
    {
        var body = JsonElement.Parse(request.Body.Span);
        return body.ValueKind is JsonValueKind.Array ? [.. body.EnumerateArray().Select(static each => each.GetRawText())] : [request.Text];
    }

    protected override HttpResponseMessage Accept(SinkRequest request) => new(HttpStatusCode.NoContent);
}
