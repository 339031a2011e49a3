using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The clouds of clouds.yaml, with what secure.yaml lays over them.</summary>
internal sealed class KnownClouds
{
    private readonly ConfigFile? _file;
    private readonly ConfigFile? _secure;
    private readonly YamlMap _clouds;

    private KnownClouds(ConfigFile? file, ConfigFile? secure)
    {
        _file = file;
        _secure = secure;
        var root = Maps.Merge(file?.Root ?? Maps.Empty, secure?.Root ?? Maps.Empty);
        _clouds = Maps.Child(root, "clouds");
    }

    /// <summary>Gets the names, in the order of the files.</summary>
    public IEnumerable<string> Names => _clouds.Entries.Select(entry => entry.Name!);

    /// <summary>Gets where clouds.yaml is, or secure.yaml if there is only that; null if there is neither.</summary>
    public string? Path => (_file ?? _secure)?.Path;

    /// <summary>Reads the files.</summary>
    public static KnownClouds Read(ConfigFiles files) =>
        new(files.Find("clouds", "OS_CLIENT_CONFIG_FILE"), files.Find("secure", "OS_CLIENT_SECURE_FILE"));

    /// <summary>Finds a cloud.</summary>
    /// <returns>What stands under its name, or null if there is no such cloud.</returns>
    public YamlValue? Find(string name) => _clouds.Find(name)?.Value;

    /// <summary>Says where a cloud comes from.</summary>
    public CloudOrigin OriginOf(string name)
    {
        var file = _file is not null && Maps.Child(_file.Root, "clouds").Find(name) is not null ? _file : _secure;
        return new(CloudOriginKind.File, name, $"cloud '{name}' of {file?.Path}");
    }
}
