using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace EventSinks.OpenStack.Identity;

/// <summary>A server inside the process, for answers that a real one does not give on demand, and at a time that a test chooses.</summary>
internal sealed class ScriptedServer(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<AskedQuestion> _questions = new();
    private int _count;

    /// <summary>A server whose answers depend on how many there were before: 1 for the first.</summary>
    public ScriptedServer(Func<int, HttpResponseMessage> answer)
        : this((number, _) => Task.FromResult(answer(number)))
    {
    }

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<AskedQuestion> Questions => [.. _questions];

    public HttpClient Client => new(this) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Keystone's answer: token <c>t1</c> for number 1, with a life of some seconds by the server's clock.</summary>
    public static HttpResponseMessage Token(int number, DateTimeOffset now, int seconds = 3600, string catalog = "[]")
    {
        var body = $$$"""
            {"token": {"expires_at": "{{{now.AddSeconds(seconds):yyyy-MM-ddTHH:mm:ss.ffffffZ}}}", "project": {"id": "p1", "name": "demo"},
            "catalog": {{{catalog}}}}}
            """;
        var response = Text(201, body, "application/json");
        response.Headers.Date = now;
        response.Headers.Add("X-Subject-Token", $"t{number}");
        return response;
    }

    public static HttpResponseMessage Error(int status, string message = "No.") =>
        Text(status, $$$"""{"error": {"code": {{{status}}}, "message": "{{{message}}}", "title": "Title"}}""", "application/json");

    public static HttpResponseMessage Text(int status, string text, string type = "text/html") =>
        new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _questions.Enqueue(new(
            request.Method,
            request.RequestUri!,
            body,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase)));
        return await answer(Interlocked.Increment(ref _count), cancellationToken);
    }
}
