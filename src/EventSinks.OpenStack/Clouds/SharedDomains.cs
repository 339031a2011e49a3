using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>
/// <c>domain_id</c> and <c>domain_name</c> beside a project: the domain of user and project. Here they are said of each of the two, where
/// they have none, so that another layer can replace one of them.
/// </summary>
internal static class SharedDomains
{
    private static readonly string[] Forms = ["id", "name"];
    private static readonly string[] Owners = ["user", "project"];

    /// <summary>Gives a cloud that says its domains one by one.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="isBesideProject">Whether a project is what to sign in to; else a domain may be, and stays what it is.</param>
    public static YamlMap Settle(YamlMap cloud, bool isBesideProject)
    {
        if (!isBesideProject)
        {
            return cloud;
        }

        var auth = Maps.Child(cloud, CloudKeys.Auth);
        foreach (var form in Forms)
        {
            if (Maps.Setting(cloud, $"domain_{form}") is not { } domain)
            {
                continue;
            }

            foreach (var owner in Owners.Where(owner => Maps.Setting(cloud, $"{owner}_domain_{form}") is null))
            {
                auth = Maps.With(auth, $"{owner}_domain_{form}", domain);
            }
        }

        return Maps.Without(Maps.With(cloud, CloudKeys.Auth, auth), Forms.Select(form => $"domain_{form}").ToHashSet(StringComparer.Ordinal));
    }
}
