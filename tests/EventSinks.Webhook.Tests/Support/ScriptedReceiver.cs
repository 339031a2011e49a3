using System.Net;

namespace EventSinks.Webhook.Support;

/// <summary>A receiver inside the process that answers each request as the test says, and keeps it.</summary>
internal sealed class ScriptedReceiver(Func<ReceivedRequest, int, HttpResponseMessage> answer) : HttpMessageHandler, ISinkHttp
{
    private readonly List<ReceivedRequest> _requests = [];

    public ScriptedReceiver(params HttpStatusCode[] statuses)
        : this((_, number) => new HttpResponseMessage(statuses[Math.Min(number, statuses.Length) - 1]))
    {
    }

    public IReadOnlyList<ReceivedRequest> Requests => _requests;

    public SinkHttpSettings? Settings { get; private set; }

    public Func<Uri, bool> Allows { get; init; } = static _ => true;

    public HttpClient GetClient(SinkHttpSettings settings)
    {
        Settings = settings;
        return new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public bool MayConnect(Uri url) => Allows(url);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var headers = request.Headers.Concat(request.Content!.Headers)
            .ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Add(new ReceivedRequest(request.Method.Method, request.RequestUri!, headers, body));
        return answer(_requests[^1], _requests.Count);
    }
}
