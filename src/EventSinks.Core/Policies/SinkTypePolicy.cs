namespace EventSinks.Policies;

/// <summary>What the operator holds declarations of one sink type to. Immutable.</summary>
public sealed record SinkTypePolicy
{
    /// <summary>
    /// Gets the hosts that its sinks may send to: names such as <c>hooks.example.org</c>, <c>*.example.org</c> for any name below one, addresses
    /// (IPv6 in brackets), <c>*</c> for all; with <c>:PORT</c> for one port alone. Looked at when a declaration is bound, as far as it says
    /// where it leads to, and at each request that goes through the host's HTTP. Servers that the operator himself has configured are not
    /// meant.
    /// </summary>
    /// <value>The default is <c>*</c>: all.</value>
    public IReadOnlyList<string> Hosts { get; init; } = ["*"];

    /// <summary>Gets what values options may have, by the option's key. An option that is left out is held to it with its default.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, OptionLimit> Options { get; init; } = new Dictionary<string, OptionLimit>(StringComparer.Ordinal);
}
