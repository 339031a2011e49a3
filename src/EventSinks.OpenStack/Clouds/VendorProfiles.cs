using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>What clouds-public.yaml says of clouds of which many users have a part: a cloud names its profile and says only the rest.</summary>
internal sealed class VendorProfiles(ConfigFiles files, Findings findings)
{
    /// <summary>Finds the profile that a cloud names.</summary>
    /// <returns>The profile; an empty one if the cloud names none; null if there is a problem.</returns>
    public YamlMap? Find(ChosenCloud cloud)
    {
        if (NameIn(cloud.Values) is not { } name)
        {
            return Maps.Empty;
        }

        var file = files.Find("clouds-public");
        if (file is not null && Maps.Child(file.Root, "public-clouds").Find(name)?.Value is YamlMap profile)
        {
            return CloudNames.Normalize(profile);
        }

        findings.Fail(
            $"The profile '{name}' of {cloud.Origin.Source} was not found: "
            + (file is null ? "there is no clouds-public.yaml beside clouds.yaml." : $"{file.Path} has no such public cloud."));
        return null;
    }

    private static string? NameIn(YamlMap cloud) =>
        (cloud.Find(CloudKeys.Profile) ?? cloud.Find(CloudKeys.Cloud))?.Value switch
        {
            null or YamlNull => null,
            YamlScalar scalar => scalar.ToPythonString() is { Length: > 0 } name ? name : null,
            var other => other.KindName,
        };
}
