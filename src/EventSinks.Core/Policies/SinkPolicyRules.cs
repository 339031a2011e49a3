namespace EventSinks.Policies;

/// <summary>A policy, made ready to be asked. Thread-safe.</summary>
internal sealed class SinkPolicyRules
{
    private const int MostEvents = 1_000_000;
    private const double FewestEventsPerSecond = 0.001;

    private readonly Dictionary<string, AllowedHosts> _hosts;

    public SinkPolicyRules(SinkPolicy policy)
    {
        Policy = policy;
        _hosts = policy.SinkTypes
            .Where(static type => !type.Value.Hosts.Contains("*"))
            .ToDictionary(static type => type.Key, static type => new AllowedHosts(type.Value.Hosts), StringComparer.Ordinal);
    }

    public SinkPolicy Policy { get; }

    /// <summary>Gives the hosts that a sink type is held to.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <returns>The hosts; null for any.</returns>
    public AllowedHosts? HostsOf(string sinkType) => _hosts.GetValueOrDefault(sinkType);

    /// <summary>Gives the limits that the options of a sink type are held to.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <returns>The limits, by the options' keys.</returns>
    public IEnumerable<KeyValuePair<string, OptionLimit>> LimitsOf(string sinkType) =>
        Policy.SinkTypes.GetValueOrDefault(sinkType)?.Options ?? Enumerable.Empty<KeyValuePair<string, OptionLimit>>();

    /// <summary>Says everything that is wrong with the policy.</summary>
    /// <returns>One sentence each.</returns>
    public IEnumerable<string> FindFaults()
    {
        if (Policy.MaxSinksPerStack < 1)
        {
            yield return $"{nameof(SinkPolicy.MaxSinksPerStack)} is at least 1, but is {Policy.MaxSinksPerStack}; to allow no sink at all, allow no sink type.";
        }

        if (Policy.EventsPerSecond is { } rate && !(rate >= FewestEventsPerSecond && rate <= MostEvents))
        {
            yield return FormattableString.Invariant($"{nameof(SinkPolicy.EventsPerSecond)} is from {FewestEventsPerSecond} to {MostEvents}, but is {rate}.");
        }

        if (Policy.EventBurst is < 1 or > MostEvents)
        {
            yield return FormattableString.Invariant($"{nameof(SinkPolicy.EventBurst)} is from 1 to {MostEvents}, but is {Policy.EventBurst}.");
        }

        foreach (var pattern in Policy.AllowedSinkTypes.Concat(Policy.DeniedSinkTypes).Where(string.IsNullOrWhiteSpace))
        {
            yield return $"A sink type is a name or a pattern such as zaqar-*, but is \"{pattern}\".";
        }

        foreach (var (type, held) in Policy.SinkTypes)
        {
            foreach (var host in held.Hosts.Where(static host => HostPattern.TryParse(host) is null))
            {
                yield return $"{nameof(SinkPolicy.SinkTypes)}:{type}:{nameof(held.Hosts)}: \"{host}\" is no host; expected one such as"
                    + " hooks.example.org, *.example.org, 203.0.113.7 or [2001:db8::1], with or without a port, or *.";
            }

            foreach (var (option, limit) in held.Options)
            {
                if (limit.FindFault() is { } fault)
                {
                    yield return $"{nameof(SinkPolicy.SinkTypes)}:{type}:{nameof(held.Options)}:{option} {fault}.";
                }
            }
        }
    }
}
