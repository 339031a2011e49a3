using System.Net;
using System.Text;
using System.Web;

namespace EventSinks.Tool.Support;

/// <summary>A queue as Zaqar's Redis driver pages it: the marker of the first message, and one that is not known, count as none.</summary>
internal sealed class FakeZaqar : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<string> _bodies = [];
    private readonly Queue<HttpStatusCode> _failures = [];

    public List<Uri> Requests { get; } = [];

    public List<string> Headers { get; } = [];

    /// <summary>Gets or sets what happens before a request is answered; its argument is the number of the request, from 1.</summary>
    public Action<int> OnRequest { get; set; } = static _ => { };

    public void Post(params string[] bodies)
    {
        lock (_gate)
        {
            _bodies.AddRange(bodies);
        }
    }

    public void FailWith(params HttpStatusCode[] codes)
    {
        lock (_gate)
        {
            codes.ToList().ForEach(_failures.Enqueue);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnRequest(Requests.Count + 1);
        lock (_gate)
        {
            Requests.Add(request.RequestUri!);
            Headers.AddRange(request.Headers.Select(static header => $"{header.Key}: {string.Join(',', header.Value)}"));
            return Task.FromResult(_failures.TryDequeue(out var code)
                ? Answer(code, """{"title": "Sorry", "description": "Out of order."}""")
                : Answer(HttpStatusCode.OK, Page(HttpUtility.ParseQueryString(request.RequestUri!.Query))));
        }
    }

    private static HttpResponseMessage Answer(HttpStatusCode code, string json) => new(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private string Page(System.Collections.Specialized.NameValueCollection query)
    {
        var rank = query["marker"] is { } marker && int.TryParse(marker.AsSpan(1), out var number) && number < _bodies.Count ? number : 0;
        var first = rank == 0 ? 0 : rank + 1;
        var messages = _bodies
            .Select(static (body, i) => $$"""{"id": "m{{i}}", "ttl": 60, "age": 1, "body": {{body}}}""")
            .Skip(first)
            .Take(int.Parse(query["limit"]!));
        return $$"""{"messages": [{{string.Join(',', messages)}}], "links": []}""";
    }
}
