using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The cloud whose settings are read.</summary>
/// <param name="Origin">Where they come from.</param>
/// <param name="Values">The settings, before its profile and region are looked at.</param>
internal sealed record ChosenCloud(CloudOrigin Origin, YamlMap Values);
