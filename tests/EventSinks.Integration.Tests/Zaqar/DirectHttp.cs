namespace EventSinks.Integration.Zaqar;

/// <summary>HTTP as the contract promises it to sinks, and nothing more.</summary>
internal sealed class DirectHttp : ISinkHttp, IDisposable
{
    private readonly List<HttpClient> _clients = [];

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
        var client = new HttpClient(transport) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());
}
