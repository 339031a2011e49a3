using System.Net;

namespace EventSinks.Http;

/// <summary>Where sinks may connect to, apart from servers that the operator himself has named. Immutable.</summary>
/// <remarks>
/// By default a sink reaches addresses of the public Internet alone: none that is private, of this machine, of this link, reserved, or one of
/// these in another notation. Otherwise a tenant's declaration could have the engine write to servers that only the engine can reach.
/// </remarks>
public sealed record SinkHttpOptions
{
    /// <summary>Gets the networks that sinks may connect to although their addresses are special, for instance <c>10.20.0.0/16</c>.</summary>
    /// <value>The default is none. IPv4-mapped addresses count as IPv4.</value>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Gets the networks that sinks must not connect to although their addresses are public: the operator's own, or the prefix that a network
    /// translates IPv4 with. They count before <see cref="AllowedNetworks"/>.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<IPNetwork> RefusedNetworks { get; init; } = [];

    /// <summary>Gets the options with which sinks connect to any address. For programs of one user, who may go there anyway.</summary>
    public static SinkHttpOptions AnyAddress { get; } = new() { AllowedNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] };

    internal IEnumerable<string> Validate()
    {
        if (AllowedNetworks is null || RefusedNetworks is null)
        {
            yield return $"{nameof(AllowedNetworks)} and {nameof(RefusedNetworks)} are lists, empty ones if there are none.";
            yield break;
        }

        foreach (var network in AllowedNetworks.Concat(RefusedNetworks).Where(static network => network.BaseAddress.IsIPv4MappedToIPv6))
        {
            yield return $"IPv4-mapped addresses count as IPv4, so {network} would never be met; expected {network.BaseAddress.MapToIPv4()}/{Math.Max(0, network.PrefixLength - 96)}.";
        }
    }
}
