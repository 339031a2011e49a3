using System.Collections.Frozen;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The keys that mean something here, as clouds.yaml writes them. A variable is <c>OS_</c> and the key in capitals.</summary>
internal static class CloudKeys
{
    /// <summary>The key under which a cloud has what says who signs in.</summary>
    public const string Auth = "auth";

    /// <summary>The key that names the region.</summary>
    public const string Region = "region_name";

    /// <summary>The key that lists regions.</summary>
    public const string Regions = "regions";

    /// <summary>The key that names a profile.</summary>
    public const string Profile = "profile";

    /// <summary>The key that names a cloud, in the host's configuration; in a cloud the old name of <see cref="Profile"/>.</summary>
    public const string Cloud = "cloud";

    // The message service's settings may bear its official type or the old name of it.
    private static readonly string[] ServiceKeys = ["endpoint_override", "endpoint", "interface", "endpoint_type", Region];

    /// <summary>Gets what stands in <c>auth</c>.</summary>
    public static IReadOnlyList<string> OfAuth { get; } =
    [
        "auth_url", "username", "user_name", "user_id", "password", "user_domain_name", "user_domain_id",
        "project_name", "tenant_name", "project_id", "tenant_id", "project_domain_name", "project_domain_id",
        "domain_name", "domain_id", "default_domain_name", "default_domain_id", "system_scope", "trust_id", "token", "auth_token",
        "application_credential_id", "application_credential_name", "application_credential_secret", "endpoint", "url",
    ];

    /// <summary>Gets the URLs that go before the catalog's, the stronger ones first.</summary>
    public static IReadOnlyList<string> EndpointOverrides { get; } =
        ["message_endpoint_override", "messaging_endpoint_override", "message_endpoint", "messaging_endpoint"];

    /// <summary>Gets what stands beside <c>auth</c>.</summary>
    public static IReadOnlyList<string> OfCloud { get; } =
    [
        "auth_type", "auth_plugin", Region, "interface", "endpoint_type", "verify", "insecure", "cacert", "cert", "key",
        .. ServiceKeys.Select(key => $"message_{key}"), .. ServiceKeys.Select(key => $"messaging_{key}"),
    ];

    /// <summary>Gets all that variables and the host's configuration may set; found in any case.</summary>
    public static FrozenSet<string> Flat { get; } = OfAuth.Concat(OfCloud).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the name of the variable for a key.</summary>
    public static string VariableOf(string key) => $"OS_{key.ToUpperInvariant()}";

    /// <summary>Says whether what a key holds, whatever it is for, must not be shown.</summary>
    public static bool IsSecret(string key) =>
        key.Contains("password", StringComparison.OrdinalIgnoreCase)
        || key.Contains("secret", StringComparison.OrdinalIgnoreCase)
        || key.Contains("token", StringComparison.OrdinalIgnoreCase)
        || key.Contains("passcode", StringComparison.OrdinalIgnoreCase);
}
