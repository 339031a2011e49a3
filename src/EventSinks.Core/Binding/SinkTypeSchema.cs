using System.Text.Json.Nodes;
using EventSinks.Discovery;

namespace EventSinks.Binding;

/// <summary>Describes the declarations of one sink type as a JSON schema.</summary>
internal static class SinkTypeSchema
{
    /// <summary>Gets the name of a sink type's definition; sink types have no characters that a reference would have to escape.</summary>
    public static string NameOf(string sinkType) => $"sink-{sinkType}";

    /// <summary>Describes a sink type whose options are known: those, and no others.</summary>
    public static JsonObject Of(SinkCatalogEntry entry, OptionsShape shape)
    {
        var options = new JsonObject();
        foreach (var property in shape.Properties)
        {
            options[property.Key] = OptionSchema.Of(shape, property, $"#/definitions/{NameOf(entry.SinkType!)}/properties/{Pointer(property.Key)}");
        }

        var schema = Declaration(entry.SinkType!, $"Comes with the plug-in {entry.Plugin}.", options);
        schema["additionalProperties"] = shape.TakesOthers;
        var required = shape.Properties.Where(static property => property.IsRequired).Select(static property => (JsonNode)property.Key).ToArray();
        if (required.Length > 0)
        {
            // What removes a sink need not repeat all that made it.
            schema["if"] = JsonNode.Parse("""{ "properties": { "remove": { "const": true } }, "required": ["remove"] }""");
            schema["else"] = new JsonObject { ["required"] = new JsonArray(required) };
        }

        return schema;
    }

    /// <summary>Describes a sink type whose options are not known: any.</summary>
    public static JsonObject Unknown(SinkCatalogEntry entry, string reason) =>
        Declaration(entry.SinkType!, $"Comes with the plug-in {entry.Plugin}, which cannot say what options there are: {reason}", []);

    /// <summary>Says that a declaration with a sink type has to be as that is described.</summary>
    public static JsonNode Condition(string sinkType) => new JsonObject
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { [CommonKeys.Type] = new JsonObject { ["const"] = sinkType } },
            ["required"] = new JsonArray(CommonKeys.Type),
        },
        ["then"] = Reference(NameOf(sinkType)),
    };

    private static JsonObject Declaration(string sinkType, string description, JsonObject properties)
    {
        properties.Insert(0, CommonKeys.Type, new JsonObject { ["const"] = sinkType });
        foreach (var key in CommonKeys.Optional)
        {
            properties[key] = Reference(key);
        }

        return new JsonObject
        {
            ["title"] = sinkType,
            ["description"] = description,
            ["type"] = "object",
            ["required"] = new JsonArray(CommonKeys.Type),
            ["properties"] = properties,
        };
    }

    /// <summary>Refers to a definition.</summary>
    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    // RFC 6901, in the fragment of a URI.
    private static string Pointer(string key) =>
        Uri.EscapeDataString(key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
