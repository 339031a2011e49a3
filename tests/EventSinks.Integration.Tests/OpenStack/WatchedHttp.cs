using System.Collections.Concurrent;

namespace EventSinks.Integration.OpenStack;

/// <summary>Real HTTP that remembers what was asked of Keystone. Thread-safe.</summary>
internal sealed class WatchedHttp : ISinkHttp, IDisposable
{
    private readonly ConcurrentBag<HttpClient> _clients = [];
    private readonly ConcurrentQueue<string> _tokens = [];
    private int _questions;

    /// <summary>Gets how often a token was asked for, whatever came of it.</summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>Gets the tokens that Keystone gave, in order.</summary>
    public IReadOnlyCollection<string> Tokens => _tokens;

    public HttpClient GetClient(SinkHttpSettings settings)
    {
        var transport = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = settings.ConnectTimeout,
            MaxConnectionsPerServer = settings.MaxConnectionsPerServer,
            MaxResponseHeadersLength = settings.MaxResponseHeadersKilobytes,
        };
        var client = new HttpClient(new Watch(this, transport)) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private sealed class Watch(WatchedHttp owner, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isQuestion = request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/auth/tokens", StringComparison.Ordinal);
            if (isQuestion)
            {
                Interlocked.Increment(ref owner._questions);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (isQuestion && response.Headers.TryGetValues("X-Subject-Token", out var tokens))
            {
                owner._tokens.Enqueue(tokens.Single());
            }

            return response;
        }
    }
}
