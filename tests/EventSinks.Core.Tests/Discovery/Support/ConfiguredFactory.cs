using Microsoft.Extensions.Configuration;

namespace EventSinks.Discovery.Support;

/// <summary>A factory with settings.</summary>
/// <param name="settings">What it is given.</param>
[ExportEventSink("configured")]
public sealed class ConfiguredFactory(IConfigurationSection settings) : SilentFactory
{
    public IConfigurationSection Settings { get; } = settings;
}
