using System.Net;
using System.Net.Sockets;

namespace EventSinks.Http;

/// <summary>The IPv4 addresses that IPv6 addresses stand for or have in them: whoever connects to one may end up at the other.</summary>
internal static class EmbeddedAddresses
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>
    /// Says whether an address is IPv4 behind the well-known prefix for translation: it stands for that one, and is as good or bad as it.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <remarks>Source: RFC 6052, section 2.1. A prefix that a network chose for itself cannot be told from any other address.</remarks>
    public static bool IsTranslated(IPAddress address) => Nat64.Contains(address);

    /// <summary>Gives the IPv4 addresses in an IPv6 address, none for others.</summary>
    /// <param name="address">The address; one that is IPv4-mapped (RFC 4291, section 2.5.5.2) has one too.</param>
    public static IEnumerable<IPAddress> In(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            yield break;
        }

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address) || Compatible.Contains(address) || LocalNat64.Contains(address) || IsIsatap(bytes))
        {
            yield return new IPAddress(bytes.AsSpan(12, 4));
        }

        // RFC 6052, section 2.2: behind a prefix of 48 bits, the address goes around the byte in the middle.
        if (LocalNat64.Contains(address))
        {
            yield return new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]]);
        }

        // RFC 3056, section 2.
        if (SixToFour.Contains(address))
        {
            yield return new IPAddress(bytes.AsSpan(2, 4));
        }

        // RFC 4380, section 4: the server, and the client with its bits turned over.
        if (Teredo.Contains(address))
        {
            yield return new IPAddress(bytes.AsSpan(4, 4));
            yield return new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        }
    }

    // RFC 5214, section 6.1: any prefix, then 0000:5efe or 0200:5efe; the bit that tells the two apart, and the one beside it, say nothing here.
    private static bool IsIsatap(byte[] bytes) => (bytes[8] & 0xFC) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
}
