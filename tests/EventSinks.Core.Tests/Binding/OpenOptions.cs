using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSinks.Binding;

/// <summary>Options that take keys which they do not name.</summary>
public sealed record OpenOptions
{
    [Range(1, 9)] public int Known { get; init; } = 1;

    [JsonExtensionData] public Dictionary<string, JsonElement>? Others { get; set; }
}
