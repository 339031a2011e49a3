using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>
/// The keys by which one thing can be said in several ways. What the host says by one of them takes away what a file says by the others,
/// since else the stronger name of the two would win, whoever wrote it.
/// </summary>
internal static class SameThings
{
    private static readonly string[] Project = ["project_name", "tenant_name", "project_id", "tenant_id"];
    private static readonly string[] OtherScopes = ["domain_name", "domain_id", "system_scope", "trust_id"];
    private static readonly string[] SignInTypes = ["auth_type", "auth_plugin"];

    // Of each kind of signing in what proves it, the strongest kind first.
    private static readonly (AuthenticationKind Kind, string[] Keys)[] Proofs =
    [
        (AuthenticationKind.ApplicationCredential,
            ["application_credential_id", "application_credential_name", "application_credential_secret"]),
        (AuthenticationKind.Token, ["token", "auth_token"]),
        (AuthenticationKind.Password, ["password"]),
    ];

    private static readonly (string[] Said, string[] Dropped)[] Groups =
    [
        Same([.. Project]),
        (Project, OtherScopes),
        (OtherScopes, [.. Project, .. OtherScopes]),
        Same("project_domain_name", "project_domain_id"),
        Same("username", "user_name", "user_id"),
        Same("user_domain_name", "user_domain_id"),
        Same("default_domain_name", "default_domain_id"),
        Same("application_credential_id", "application_credential_name"),
        Same(SignInTypes),
        Same([.. CloudKeys.EndpointOverrides, "endpoint", "url"]),
        Same([
            "message_endpoint_type", "message_interface", "messaging_endpoint_type", "messaging_interface", "endpoint_type", "interface",
        ]),
        Same("message_region_name", "messaging_region_name", CloudKeys.Region),
        Same("verify", "insecure"),

        // A certificate brings its key along or names another; the old one's fits neither.
        (["cert"], ["key"]),
    ];

    /// <summary>Lays what the host says over a cloud.</summary>
    /// <param name="cloud">The cloud, as files say it.</param>
    /// <param name="host">What the host says.</param>
    public static YamlMap Lay(YamlMap cloud, ConfigurationValues host)
    {
        cloud = SharedDomains.Settle(cloud, HasAny(cloud, Project));
        var keepsProject = HasAny(cloud, Project) && !HasAny(host.Values, "system_scope", "trust_id");
        var over = SharedDomains.Settle(host.Values, keepsProject || HasAny(host.Values, Project));

        var dropped = Groups
            .Where(group => HasAny(over, group.Said) || (host.Region is not null && group.Said.Contains(CloudKeys.Region, StringComparer.Ordinal)))
            .SelectMany(group => group.Dropped)
            .Concat(OtherProofs(cloud, over))
            .Where(key => host.Region is null || key is not CloudKeys.Region)
            .ToHashSet(StringComparer.Ordinal);
        return Maps.Lay(Maps.Without(cloud, dropped), over);
    }

    // Who signs in another way than the file does leaves behind what the file's way needs; an application credential has its project.
    private static IEnumerable<string> OtherProofs(YamlMap cloud, YamlMap over)
    {
        if (KindOf(over) is not { } kind)
        {
            return [];
        }

        var others = Proofs.Where(proof => proof.Kind != kind).SelectMany(proof => proof.Keys);
        return others
            .Concat(NamedKindOf(cloud) == kind ? [] : SignInTypes)
            .Concat(kind is AuthenticationKind.ApplicationCredential ? [.. Project, .. OtherScopes] : []);
    }

    private static AuthenticationKind? KindOf(YamlMap map) => HasAny(map, SignInTypes)
        ? NamedKindOf(map)
        : Proofs.Where(proof => HasAny(map, proof.Keys)).Select(proof => (AuthenticationKind?)proof.Kind).FirstOrDefault();

    private static AuthenticationKind? NamedKindOf(YamlMap map) =>
        SignInTypes.Select(key => Maps.Setting(map, key)).OfType<YamlText>().FirstOrDefault() is { } type
            ? SignInKind.Named(type.Value)?.Authentication
            : null;

    private static bool HasAny(YamlMap map, params string[] keys) => keys.Any(key => Maps.Setting(map, key) is not null);

    private static (string[] Said, string[] Dropped) Same(params string[] keys) => (keys, keys);
}
