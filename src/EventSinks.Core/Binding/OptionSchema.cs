using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace EventSinks.Binding;

/// <summary>Describes one option as a JSON schema: what <see cref="OptionsReader"/> takes for it without a warning.</summary>
internal static class OptionSchema
{
    private const string Reference = "$ref";

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Annotate };

    /// <summary>Describes an option.</summary>
    /// <param name="shape">The options that it is one of.</param>
    /// <param name="property">The option.</param>
    /// <param name="place">Where the description will stand, as a reference in the schema: <c>#/...</c>.</param>
    /// <returns>The description.</returns>
    public static JsonObject Of(OptionsShape shape, OptionProperty property, string place)
    {
        // What may be anything is described by "true".
        var schema = shape.TypeOf(property).GetJsonSchemaAsNode(Exporter) as JsonObject ?? [];
        Move(schema, place);
        if (property.Type == typeof(Uri))
        {
            schema["format"] = "uri-reference";
        }

        OptionKeywords.Add(schema, property.Rules);
        if (!property.IsRequired)
        {
            AllowNull(schema);
        }

        Describe(schema, property.Description, property.IsSecret);
        if (!property.IsSecret && shape.DefaultOf(property) is { } standard)
        {
            schema["default"] = standard;
        }

        return schema;
    }

    // Of a property inside an option. Rules are not carried over: binding does not look at them either.
    private static JsonNode Annotate(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && schema is JsonObject node)
        {
            Describe(node, property.GetCustomAttribute<DescriptionAttribute>()?.Description, property.IsDefined(typeof(SecretOptionAttribute), inherit: true));
        }

        return schema;
    }

    private static void Describe(JsonObject schema, string? description, bool isSecret)
    {
        // What stands beside a reference is ignored in draft-07.
        if (schema.ContainsKey(Reference) && (description is not null || isSecret))
        {
            var target = schema[Reference]!.DeepClone();
            schema.Remove(Reference);
            schema["allOf"] = new JsonArray(new JsonObject { [Reference] = target });
        }

        if (description is not null)
        {
            schema.Insert(0, "description", description);
        }

        if (isSecret)
        {
            schema["writeOnly"] = true;
        }
    }

    // The exporter's references count from the description itself: "#" is the whole of it.
    private static void Move(JsonNode? node, string place)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema[Reference] is JsonValue reference && reference.TryGetValue<string>(out var target))
                {
                    schema[Reference] = place + target[1..];
                }

                foreach (var (_, inner) in schema)
                {
                    Move(inner, place);
                }

                break;
            case JsonArray schemas:
                foreach (var inner in schemas)
                {
                    Move(inner, place);
                }

                break;
        }
    }

    // Null is the same as leaving the option out.
    private static void AllowNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        if (schema["enum"] is JsonArray values && !values.Contains(null))
        {
            values.Add(null);
        }
    }
}
