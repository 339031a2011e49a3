using System.Net;
using System.Net.Sockets;

namespace EventSinks.Http;

/// <summary>
/// The addresses that are no place in the Internet: IANA's registries of special-purpose addresses for IPv4 and IPv6, multicast, what is
/// retired, and whatever of IPv6 is not global unicast. A tenant's receiver has none of them.
/// </summary>
/// <remarks>
/// Ranges count whole, also where a part of them may be routed (AS112, AMT): nobody's receiver is there. IPv6 addresses that have an IPv4
/// one in them are the business of <see cref="EmbeddedAddresses"/> as well.
/// </remarks>
internal static class SpecialAddresses
{
    /// <summary>Gets the ranges.</summary>
    public static IReadOnlyList<SpecialRange> Ranges { get; } =
    [
        Range("0.0.0.0/8", "this host on this network; Linux takes it for itself", "RFC 791, section 3.2"),
        Range("10.0.0.0/8", "private use", "RFC 1918"),
        Range("100.64.0.0/10", "shared address space of carriers", "RFC 6598"),
        Range("127.0.0.0/8", "loopback", "RFC 1122, section 3.2.1.3"),
        Range("169.254.0.0/16", "link-local, with the clouds' metadata servers", "RFC 3927"),
        Range("172.16.0.0/12", "private use", "RFC 1918"),
        Range("192.0.0.0/24", "IETF protocol assignments", "RFC 6890, section 2.1"),
        Range("192.0.2.0/24", "documentation (TEST-NET-1)", "RFC 5737"),
        Range("192.31.196.0/24", "AS112", "RFC 7535"),
        Range("192.52.193.0/24", "automatic multicast tunneling", "RFC 7450"),
        Range("192.88.99.0/24", "6to4 relays, retired", "RFC 7526"),
        Range("192.168.0.0/16", "private use", "RFC 1918"),
        Range("192.175.48.0/24", "AS112", "RFC 7534"),
        Range("198.18.0.0/15", "benchmarking", "RFC 2544"),
        Range("198.51.100.0/24", "documentation (TEST-NET-2)", "RFC 5737"),
        Range("203.0.113.0/24", "documentation (TEST-NET-3)", "RFC 5737"),
        Range("224.0.0.0/4", "multicast", "RFC 5771"),
        Range("240.0.0.0/4", "reserved, with the limited broadcast", "RFC 1112, section 4; RFC 8190"),

        Range("::/128", "unspecified; Linux takes it for itself", "RFC 4291, section 2.5.2"),
        Range("::1/128", "loopback", "RFC 4291, section 2.5.3"),
        Range("::/96", "IPv4-compatible, retired", "RFC 4291, section 2.5.5.1"),
        Range("::ffff:0:0/96", "IPv4-mapped", "RFC 4291, section 2.5.5.2"),
        Range("64:ff9b:1::/48", "translation between IPv4 and IPv6, of local use", "RFC 8215"),
        Range("100::/64", "discard only", "RFC 6666"),
        Range("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
        Range("2001::/23", "IETF protocol assignments, with Teredo, benchmarking and ORCHID", "RFC 2928; RFC 4380; RFC 5180; RFC 7343"),
        Range("2001:db8::/32", "documentation", "RFC 3849"),
        Range("2002::/16", "6to4, retired", "RFC 3056; RFC 7526"),
        Range("2620:4f:8000::/48", "AS112", "RFC 7534"),
        Range("3fff::/20", "documentation", "RFC 9637"),
        Range("5f00::/16", "segment routing identifiers", "RFC 9602"),
        Range("fc00::/7", "unique local, with the metadata server fd00:ec2::254", "RFC 4193"),
        Range("fe80::/10", "link-local", "RFC 4291, section 2.5.6"),
        Range("fec0::/10", "site-local, retired", "RFC 3879"),
        Range("ff00::/8", "multicast", "RFC 4291, section 2.7"),

        // Global unicast is 2000::/3; whatever becomes of the rest, it is not that yet.
        Range("::/3", "not global unicast", "RFC 4291, section 2.4; IANA's IPv6 address space"),
        Range("4000::/2", "not global unicast", "RFC 4291, section 2.4; IANA's IPv6 address space"),
        Range("8000::/1", "not global unicast", "RFC 4291, section 2.4; IANA's IPv6 address space"),
    ];

    /// <summary>Says whether an address is special.</summary>
    /// <param name="address">The address; of any other family than IPv4 and IPv6 it is.</param>
    public static bool Include(IPAddress address) =>
        address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
        || Ranges.Any(range => range.Network.Contains(address));

    private static SpecialRange Range(string network, string purpose, string source) => new(IPNetwork.Parse(network), purpose, source);
}
