using EventSinks.OpenStack.Answers;
using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The regions of a cloud, and which of them is meant.</summary>
internal sealed class Regions(CloudOrigin origin, Findings findings)
{
    /// <summary>Chooses a region: the one that is asked for, which must be one of the cloud's, else the first.</summary>
    /// <param name="cloud">The cloud's own settings.</param>
    /// <param name="profile">Its profile's, which count if the cloud says nothing.</param>
    /// <param name="name">The region that is asked for, if one is.</param>
    /// <param name="isHosts">
    /// Whether the host's configuration asks: it lays its own region over a single one as it does any setting, and only a list restricts it.
    /// </param>
    /// <returns>The region; null if there is none, or a problem.</returns>
    public Region? Choose(YamlMap cloud, YamlMap profile, string? name, bool isHosts = false)
    {
        var singleCounts = !isHosts || string.IsNullOrEmpty(name);
        var known = Listed(cloud) ?? Single(cloud, singleCounts) ?? Listed(profile) ?? Single(profile, singleCounts) ?? [];
        if (string.IsNullOrEmpty(name))
        {
            return known.FirstOrDefault();
        }

        if (known.Length == 0)
        {
            return new(name, Maps.Empty);
        }

        var found = known.FirstOrDefault(region => region.Name == name);
        if (found is null)
        {
            findings.Fail(
                $"Region {OneLine.Of(name)} is not a valid region name for cloud {origin.Cloud}. Valid choices are "
                + $"{NameList.Of([.. known.Select(region => region.Name)], ",")}. Please note that region names are case sensitive.");
        }

        return found;
    }

    private Region[]? Listed(YamlMap cloud)
    {
        switch (cloud.Find(CloudKeys.Regions)?.Value)
        {
            case null or YamlNull or YamlList { Items.Count: 0 }:
                return null;
            case YamlList list:
                Region?[] regions = [.. list.Items.Select(Of)];
                return [.. regions.OfType<Region>()];
            default:
                findings.Fail(origin.Wrong(CloudKeys.Regions, "a list of names, or of maps with 'name' and 'values'"));
                return null;
        }
    }

    // One name alone counts only if it is asked to; several are a list, however they are written.
    private Region[]? Single(YamlMap cloud, bool oneCounts)
    {
        switch (cloud.Find(CloudKeys.Region)?.Value)
        {
            case YamlList { Items.Count: > 0 } list:
                return [.. list.Items.Select(Of).OfType<Region>()];
            case YamlScalar scalar and not YamlNull when scalar.ToPythonString() is { Length: > 0 } text:
                var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
                if (names.Length > 1)
                {
                    findings.Warn(
                        $"{origin.Name(CloudKeys.Region)} of {origin.Source} names several regions; the first counts. Use 'regions' for a list.");
                }

                return names.Length == 1 && !oneCounts ? null : [.. names.Select(name => new Region(name, Maps.Empty))];
            default:
                return null;
        }
    }

    private Region? Of(YamlValue entry)
    {
        switch (entry)
        {
            case YamlScalar scalar and not YamlNull:
                return new(scalar.ToPythonString(), Maps.Empty);
            case YamlMap map when map.Find("name")?.Value is YamlScalar name and not YamlNull
                && map.Entries.All(pair => pair.Name is "name" or "values")
                && (map.Find("values")?.Value ?? Maps.Empty) is YamlMap or YamlNull:
                return new(name.ToPythonString(), Maps.Child(map, "values"));
            default:
                findings.Fail(origin.Wrong(CloudKeys.Regions, "names, or maps that have 'name' and 'values' and nothing else"));
                return null;
        }
    }
}
