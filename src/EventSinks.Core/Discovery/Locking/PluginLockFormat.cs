using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventSinks.Discovery;

/// <summary>The JSON of a lock file.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Plugins">The plug-ins.</param>
internal sealed record PluginLockFormat(int Version, IReadOnlyList<LockedPlugin> Plugins)
{
    // Strict: what a reader does not know might matter, and what is there twice might mean two things.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(PluginLock plugins) =>
        JsonSerializer.Serialize(new PluginLockFormat(PluginLock.FormatVersion, plugins.Plugins), Json) + "\n";

    /// <summary>Reads the JSON.</summary>
    /// <exception cref="JsonException">It is not of this format.</exception>
    public static PluginLockFormat Parse(JsonDocument document) => document.Deserialize<PluginLockFormat>(Json) ?? throw new JsonException("it is null");
}
