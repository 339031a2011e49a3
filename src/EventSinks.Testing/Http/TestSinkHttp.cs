using System.Collections.Concurrent;
using System.Net;

namespace EventSinks.Testing.Http;

/// <summary>
/// HTTP for sinks inside the process: keeps every request and gives the answers that a test says. Equal settings share a client, as with
/// the host's own. Thread-safe.
/// </summary>
/// <remarks>Expose it with <c>builder.ExposeToSinks&lt;ISinkHttp&gt;(http)</c>; it takes the place of the host's own.</remarks>
public sealed class TestSinkHttp : ISinkHttp, IDisposable
{
    private readonly ConcurrentQueue<SinkRequest> _requests = new();
    private readonly ConcurrentDictionary<SinkHttpSettings, HttpClient> _clients = new();
    private readonly Handler _handler;

    /// <summary>Makes it.</summary>
    /// <param name="answer">Answers a request; the token is that of the request. 200 without a body if left out.</param>
    public TestSinkHttp(Func<SinkRequest, CancellationToken, Task<HttpResponseMessage>>? answer = null)
    {
        Answer = answer ?? (static (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)));
        _handler = new Handler(this);
    }

    /// <summary>Gets or sets what answers requests. It may throw <see cref="HttpRequestException"/>, as a connection does that is refused.</summary>
    public Func<SinkRequest, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; }

    /// <summary>Gets the requests, in order.</summary>
    public IReadOnlyList<SinkRequest> Requests => [.. _requests];

    /// <summary>Gets the settings that clients were asked for with.</summary>
    public IReadOnlyList<SinkHttpSettings> Settings => [.. _clients.Keys];

    /// <inheritdoc />
    public HttpClient GetClient(SinkHttpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _clients.GetOrAdd(
            settings,
            _ => new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 4 * 1024 * 1024 });
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _handler.Dispose();
    }

    private sealed class Handler(TestSinkHttp owner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var received = await SinkRequest.ReadAsync(request, cancellationToken).ConfigureAwait(false);
            owner._requests.Enqueue(received);
            var response = await owner.Answer(received, cancellationToken).ConfigureAwait(false);
            response.RequestMessage = request;
            return response;
        }
    }
}
