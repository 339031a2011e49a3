using System.Net;

namespace EventSinks.Http;

/// <summary>
/// Keeps requests to connections that <see cref="GuardedConnector"/> makes: HTTP/3 has connections of its own, and an answer may name another
/// server for it (Alt-Svc, RFC 7838).
/// </summary>
internal sealed class TcpOnlyHandler : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        KeepToTcp(request);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        KeepToTcp(request);
        return base.SendAsync(request, cancellationToken);
    }

    private static void KeepToTcp(HttpRequestMessage request)
    {
        if (request.Version > HttpVersion.Version20)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }
        else if (request.VersionPolicy is HttpVersionPolicy.RequestVersionOrHigher)
        {
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }
    }
}
