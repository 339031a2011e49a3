using System.Net;

namespace EventSinks.Http;

/// <summary>Says which addresses sinks may connect to. Immutable.</summary>
internal sealed class AddressGuard(SinkHttpOptions options)
{
    // RFC 6761, section 6.3: the name, and all below it, lead to the machine itself.
    private const string Localhost = "localhost";

    /// <summary>Says whether sinks may connect to an address.</summary>
    /// <param name="address">The address.</param>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        IPAddress[] embedded = [.. EmbeddedAddresses.In(plain)];
        if (IsIn(options.RefusedNetworks, plain) || Array.Exists(embedded, each => IsIn(options.RefusedNetworks, each)))
        {
            return false;
        }

        if (IsIn(options.AllowedNetworks, plain))
        {
            return true;
        }

        return Array.TrueForAll(embedded, Allows) && (EmbeddedAddresses.IsTranslated(plain) || !SpecialAddresses.Include(plain));
    }

    /// <summary>Says what can be said of a URL before its name is resolved: false if its host is an address that sinks may not connect to.</summary>
    /// <param name="url">An absolute URL.</param>
    public bool MayAllow(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address) ? Allows(address)
            : !IsLocalhost(host) || Allows(IPAddress.Loopback) || Allows(IPAddress.IPv6Loopback);
    }

    private static bool IsLocalhost(string host) =>
        host.Equals(Localhost, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{Localhost}", StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address) => networks.Any(network => network.Contains(address));
}
