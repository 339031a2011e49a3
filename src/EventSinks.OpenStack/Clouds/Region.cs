using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>A region of a cloud.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The settings that differ in it.</param>
internal sealed record Region(string Name, YamlMap Values);
