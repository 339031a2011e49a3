using EventSinks.Policies;

namespace EventSinks.Http;

/// <summary>Refuses requests to hosts that the operator's policy does not allow, before anything is connected or even looked up.</summary>
internal sealed class AllowedHostsHandler(AllowedHosts hosts, HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.SendAsync(request, cancellationToken);
    }

    private void Check(HttpRequestMessage request)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } url && !hosts.Allow(url))
        {
            // As with an address: nothing changes until the URL does, or the policy.
            var refusal = new AddressRefusedException(url.IdnHost, isAddress: true);
            throw new HttpRequestException(HttpRequestError.ConnectionError, refusal.Message, refusal);
        }
    }
}
