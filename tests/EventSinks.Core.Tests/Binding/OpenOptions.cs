using System.Text.Json;
using System.Text.Json.Serialization;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace EventSinks.Binding;

/// <summary>Options that take keys which they do not name.</summary>
public sealed record OpenOptions
{
    [Range(1, 9)] public int Known { get; init; } = 1;

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}
