using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>A file with clouds that could be read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Root">What it holds; all keys are text.</param>
internal sealed record ConfigFile(string Path, YamlMap Root);
