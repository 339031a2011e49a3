using System.Net;

namespace EventSinks.Http;

/// <summary>Asks the machine's own resolver.</summary>
internal sealed class SystemResolver : IAddressResolver
{
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
}
