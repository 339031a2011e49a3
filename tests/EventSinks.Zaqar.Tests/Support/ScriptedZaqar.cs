using System.Net;
using System.Text;

namespace EventSinks.Zaqar.Support;

/// <summary>An endpoint inside the process, for answers that a real Zaqar does not give on demand.</summary>
internal sealed class ScriptedZaqar(Func<ReceivedRequest, HttpResponseMessage> answer) : HttpMessageHandler, ISinkHttp
{
    private readonly List<ReceivedRequest> _requests = [];

    public IReadOnlyList<ReceivedRequest> Requests => _requests;

    public SinkHttpSettings? Settings { get; private set; }

    /// <summary>The names of all events that were answered with 201, in order.</summary>
    public List<string> Stored { get; } = [];

    public static HttpResponseMessage Created() => new(HttpStatusCode.Created);

    public static HttpResponseMessage Error(int status, string title, string description) =>
        Text(status, $$"""{"title": "{{title}}", "description": "{{description}}"}""", "application/json");

    public static HttpResponseMessage Text(int status, string text, string type = "text/plain") =>
        new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, type) };

    public HttpClient GetClient(SinkHttpSettings settings)
    {
        Settings = settings;
        return new(this) { Timeout = Timeout.InfiniteTimeSpan };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The length has to be known before the body is read: reading it makes it known.
        var content = request.Content ?? new ByteArrayContent([]);
        var length = content.Headers.ContentLength;
        var received = new ReceivedRequest(
            request.RequestUri!, request.Method, request.Headers, content.Headers, await content.ReadAsByteArrayAsync(cancellationToken));
        Assert.That(length, Is.EqualTo(received.Body.Length), "Content-Length");
        _requests.Add(received);
        var response = answer(received);
        response.RequestMessage = request;
        if (response.StatusCode is HttpStatusCode.Created && received.IsPost)
        {
            Stored.AddRange(received.Names);
        }

        return response;
    }
}
