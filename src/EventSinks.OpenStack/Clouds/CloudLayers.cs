using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>Makes one map of a cloud: its profile below, its own settings upon it, then its region's, then what the host lays over it.</summary>
internal sealed class CloudLayers(VendorProfiles profiles, Findings findings)
{
    /// <summary>Makes the map.</summary>
    /// <param name="chosen">The cloud.</param>
    /// <param name="regionName">The region that is asked for, if one is.</param>
    /// <param name="host">What the host's configuration says, which goes before everything; null if it says nothing.</param>
    /// <returns>The settings; not to be used if there is a problem.</returns>
    public YamlMap Lay(ChosenCloud chosen, string? regionName, ConfigurationValues? host)
    {
        var own = CloudNames.Normalize(chosen.Values);
        var profile = profiles.Find(chosen with { Values = own }) ?? Maps.Empty;
        var region = new Regions(chosen.Origin, findings).Choose(own, profile, regionName, host is not null);
        var cloud = Maps.Lay(Maps.Lay(profile, own), region?.Values ?? Maps.Empty, nullsCount: false);
        cloud = Maps.With(cloud, CloudKeys.Region, Maps.Text(region?.Name ?? ""));
        var filled = chosen.Origin.Kind is CloudOriginKind.File ? FillUrls(cloud, chosen.Origin) : cloud;
        return host is null ? filled : SameThings.Lay(filled, host);
    }

    // As in openstacksdk, an auth_url outside of "auth" is taken as it stands.
    private YamlMap FillUrls(YamlMap cloud, CloudOrigin origin)
    {
        var template = new UrlTemplate(cloud, origin, findings);
        var auth = Maps.Child(cloud, CloudKeys.Auth);
        var filled = auth.Find("auth_url")?.Value is YamlText url && template.Fill("auth_url", url.Value) is { } text
            ? Maps.With(cloud, CloudKeys.Auth, Maps.With(auth, "auth_url", Maps.Text(text)))
            : cloud;
        foreach (var key in CloudKeys.EndpointOverrides)
        {
            if (cloud.Find(key)?.Value is YamlText endpoint && template.Fill(key, endpoint.Value) is { } value)
            {
                filled = Maps.With(filled, key, Maps.Text(value));
            }
        }

        return filled;
    }
}
