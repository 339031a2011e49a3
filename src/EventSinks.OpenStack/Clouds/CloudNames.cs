using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The names of keys within a cloud: <c>auth-url</c> is <c>auth_url</c>.</summary>
internal static class CloudNames
{
    /// <summary>Gives a cloud whose keys are written as here.</summary>
    public static YamlMap Normalize(YamlMap cloud) => Maps.Rename(cloud, key => key.ToPythonString().Replace('-', '_'));
}
