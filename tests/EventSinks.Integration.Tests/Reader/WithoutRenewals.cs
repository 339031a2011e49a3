namespace EventSinks.Integration.Reader;

/// <summary>A connection over which claims cannot be renewed.</summary>
internal sealed class WithoutRenewals(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Patch ? throw new HttpRequestException("no renewals here") : base.SendAsync(request, cancellationToken);
}
