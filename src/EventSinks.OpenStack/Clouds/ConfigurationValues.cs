using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>What the host's configuration says of a cloud.</summary>
/// <param name="Cloud">The cloud of clouds.yaml that it names, if it names one.</param>
/// <param name="Region">The region.</param>
/// <param name="Values">The rest, as a cloud has it.</param>
internal sealed record ConfigurationValues(string? Cloud, string? Region, YamlMap Values)
{
    /// <summary>Gets where the settings come from, when no cloud is named.</summary>
    public static CloudOrigin Origin { get; } = new(CloudOriginKind.Configuration, "configuration", "the configuration");

    /// <summary>Gets a value indicating whether there is anything beside the cloud's name and the region.</summary>
    public bool SaysMoreThanRegion => Values.Entries.Count > 1 || Maps.Child(Values, CloudKeys.Auth).Entries.Count > 0;

    // Of several names for the same thing the one that is read first. What a file says by any of them is dropped, see SameThings.
    private static readonly Dictionary<string, string> Strongest = new(StringComparer.Ordinal)
    {
        ["user_name"] = "username",
        ["tenant_id"] = "project_id",
        ["tenant_name"] = "project_name",
        ["auth_token"] = "token",
        ["url"] = "endpoint",
        ["auth_plugin"] = "auth_type",
        ["interface"] = "endpoint_type",
        ["message_interface"] = "message_endpoint_type",
        ["messaging_interface"] = "message_endpoint_type",
        ["messaging_endpoint_type"] = "message_endpoint_type",
        ["messaging_region_name"] = "message_region_name",
        ["message_endpoint"] = "message_endpoint_override",
        ["messaging_endpoint"] = "message_endpoint_override",
        ["messaging_endpoint_override"] = "message_endpoint_override",
    };

    /// <summary>
    /// Reads the configuration. Keys may be in any case and may have dashes for underscores; null and empty values count as absent.
    /// </summary>
    public static ConfigurationValues Read(IReadOnlyDictionary<string, string?> values, Findings findings)
    {
        string? cloud = null;
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            var name = key.Replace('-', '_');
            if (name.Equals(CloudKeys.Cloud, StringComparison.OrdinalIgnoreCase))
            {
                cloud = value;
            }
            else if (!CloudKeys.Flat.TryGetValue(name, out var known))
            {
                findings.Warn($"'{key}' of the configuration is no setting of a cloud and is ignored.");
            }
            else if (!string.IsNullOrEmpty(value))
            {
                given[known] = value;
            }
        }

        given.Remove(CloudKeys.Region, out var region);
        var strongest = given
            .OrderByDescending(pair => Strongest.ContainsKey(pair.Key))
            .Select(pair => KeyValuePair.Create<string, YamlValue>(Strongest.GetValueOrDefault(pair.Key, pair.Key), Maps.Text(pair.Value)))
            .ToLookup(pair => CloudKeys.OfAuth.Contains(pair.Key, StringComparer.Ordinal));
        var map = Maps.With(Maps.Of(strongest[false]), CloudKeys.Auth, Maps.Of(strongest[true]));
        return new(string.IsNullOrEmpty(cloud) ? null : cloud, region, map);
    }
}
