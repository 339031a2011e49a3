using System.Collections.Immutable;

namespace EventSinks.Policies;

/// <summary>The hosts that sinks of one type may send to. Thread-safe.</summary>
internal sealed class AllowedHosts(IReadOnlyList<string> patterns)
{
    private readonly ImmutableArray<HostPattern> _patterns = [.. patterns.Select(HostPattern.TryParse).OfType<HostPattern>()];

    // Where the operator's own sinks lead to. Users are held to the patterns when they declare a sink.
    private ImmutableArray<HostPattern> _operators = [];

    /// <summary>Says whether a request may be sent.</summary>
    /// <param name="url">Where to; absolute.</param>
    /// <returns>Whether it may.</returns>
    public bool Allow(Uri url)
    {
        var host = HostPattern.HostOf(url);
        return _patterns.Concat(_operators).Any(pattern => pattern.Matches(host, url.Port));
    }

    /// <summary>Says whether a declaration may lead to an endpoint.</summary>
    /// <param name="endpoint">The host, with or without a port.</param>
    /// <returns>Whether it may; what cannot be read as a host may not.</returns>
    public bool AllowEndpoint(string endpoint) =>
        TryRead(endpoint) is var (host, port) && _patterns.Any(pattern => pattern.Matches(host, port));

    /// <summary>Lets requests pass to where a sink of the operator leads.</summary>
    /// <param name="endpoint">The host, with or without a port; what cannot be read as a host changes nothing.</param>
    public void AddOperators(string endpoint)
    {
        if (TryRead(endpoint) is var (host, port))
        {
            ImmutableInterlocked.Update(ref _operators, static (known, added) => known.Contains(added) ? known : known.Add(added), new HostPattern(host, IsBelow: false, port));
        }
    }

    /// <summary>Says which hosts are allowed, as the operator wrote them.</summary>
    /// <returns>For instance <c>"*.example.org" or "example.org"</c>.</returns>
    public override string ToString() => patterns.Count == 0 ? "none" : string.Join(" or ", patterns.Select(static pattern => $"\"{pattern}\""));

    /// <summary>Gives the part of an endpoint that names its server: a sink type may have put more behind it, to tell its destinations apart.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The host, with or without a port.</returns>
    public static string ServerOf(string endpoint) => endpoint.Split('/')[0];

    private static (string Host, int? Port)? TryRead(string endpoint)
    {
        var server = ServerOf(endpoint);
        if (!Uri.TryCreate($"http://{server}/", UriKind.Absolute, out var url) || url.AbsolutePath != "/" || url.UserInfo.Length > 0)
        {
            return null;
        }

        // Not by IsDefaultPort: port 80 that is written is that port alone.
        var hasPort = server.LastIndexOf(':') > server.LastIndexOf(']');
        return (HostPattern.HostOf(url), hasPort ? url.Port : null);
    }
}
