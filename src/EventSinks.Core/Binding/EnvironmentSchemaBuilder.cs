using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventSinks.Discovery;

namespace EventSinks.Binding;

/// <summary>
/// Builds the JSON schema of environments with the sink types of a catalog. It is draft-07, which every editor knows; YAML language servers
/// do not carry out all of the newer drafts, and nothing here needs them.
/// </summary>
/// <param name="catalog">The sink types.</param>
/// <param name="describe">Describes the declarations of a sink type. It may throw anything.</param>
internal sealed class EnvironmentSchemaBuilder(SinkCatalog catalog, Func<SinkCatalogEntry, JsonObject> describe)
{
    private static readonly JsonSerializerOptions Output = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // Read by people, and by no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<string> _warnings = [];

    public EnvironmentSchema Build()
    {
        foreach (var entry in catalog.Entries.Where(static entry => entry.SinkType is null))
        {
            _warnings.Add($"the sink types of the plug-in {entry.Plugin} are not known: {entry.ProblemCode}: {entry.Problem}");
        }

        var types = catalog.Entries.Select(static entry => entry.SinkType).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var schema = CommonSchemas.Environment();
        var definitions = CommonSchemas.Keys();
        definitions["event_sink"] = AnySink(types);
        foreach (var type in types)
        {
            definitions[SinkTypeSchema.NameOf(type)] = Describe(catalog.Find(type)!);
        }

        schema["definitions"] = definitions;
        return new EnvironmentSchema(schema.ToJsonString(Output), _warnings);
    }

    /// <summary>Makes a schema of the declarations of one sink type alone.</summary>
    /// <param name="entry">The sink type.</param>
    /// <param name="described">What describes it.</param>
    public static string DescribeAlone(SinkCatalogEntry entry, JsonObject described)
    {
        var definitions = CommonSchemas.Keys();
        definitions[SinkTypeSchema.NameOf(entry.SinkType!)] = described;
        var schema = new JsonObject
        {
            ["$schema"] = CommonSchemas.Environment()["$schema"]?.DeepClone(),
            ["allOf"] = new JsonArray(SinkTypeSchema.Reference(SinkTypeSchema.NameOf(entry.SinkType!))),
            ["definitions"] = definitions,
        };
        return schema.ToJsonString(Output);
    }

    // Conditions rather than alternatives: a wrong option is then one mistake at its place, not a failure of every alternative.
    private static JsonObject AnySink(string[] types)
    {
        var type = new JsonObject { ["description"] = "What kind of sink it is.", ["type"] = "string" };
        var sink = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(CommonKeys.Type),
            ["properties"] = new JsonObject { [CommonKeys.Type] = type },
        };
        if (types.Length > 0)
        {
            type["enum"] = new JsonArray([.. types.Select(static each => (JsonNode)each)]);
            sink["allOf"] = new JsonArray([.. types.Select(SinkTypeSchema.Condition)]);
        }

        return sink;
    }

    private JsonObject Describe(SinkCatalogEntry entry)
    {
        try
        {
            return describe(entry);
        }
        catch (Exception error)
        {
            // A plug-in may throw anything. Files with its sink type stay right as far as anybody can tell.
            var reason = error is SinkTypeUnavailableException unavailable ? $"{unavailable.Code}: {error.Message}" : error.Message;
            _warnings.Add($"the options of \"{entry.SinkType}\" (plug-in {entry.Plugin}) are not known: {reason}");
            return SinkTypeSchema.Unknown(entry, reason);
        }
    }
}
