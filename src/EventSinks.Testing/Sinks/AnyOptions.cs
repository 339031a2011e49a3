using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSinks.Testing.Sinks;

/// <summary>Options of which nothing is known: every key is taken as it is.</summary>
public sealed record AnyOptions
{
    /// <summary>Gets or sets the options by their keys; null for none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? All { get; set; }
}
