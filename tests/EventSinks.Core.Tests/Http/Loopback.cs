using System.Net;

namespace EventSinks.Http;

/// <summary>What an operator says whose users' receivers are on his own machine, as those of tests are.</summary>
internal static class Loopback
{
    public static SinkHttpOptions Allowed { get; } = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] };
}
