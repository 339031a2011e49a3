using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventSinks.Binding;

/// <summary>Says the rules of an option in the words of JSON schema, as far as it has some; binding checks the others.</summary>
internal static class OptionKeywords
{
    public static void Add(JsonObject schema, IReadOnlyList<ValidationAttribute> rules)
    {
        foreach (var rule in rules)
        {
            Add(schema, rule);
        }
    }

    private static void Add(JsonObject schema, ValidationAttribute rule)
    {
        switch (rule)
        {
            case RangeAttribute range when Is(schema, "integer") || Is(schema, "number"):
                schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
                schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
                break;
            case RegularExpressionAttribute regex when PortablePattern.Of(regex.Pattern) is { } pattern:
                schema["pattern"] = pattern;
                break;
            case StringLengthAttribute length:
                AddLengths(schema, length.MinimumLength, length.MaximumLength);
                break;
            case LengthAttribute length:
                AddLengths(schema, length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                AddLengths(schema, length.Length, null);
                break;
            case MaxLengthAttribute length:
                AddLengths(schema, 0, length.Length);
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = new JsonArray([.. allowed.Values.Select(static value => JsonSerializer.SerializeToNode(value))]);
                break;
            case UrlAttribute:
                schema["format"] = "uri";
                break;
            case EmailAddressAttribute:
                schema["format"] = "email";
                break;
        }
    }

    private static bool Is(JsonObject schema, string type) => schema["type"] is JsonValue value && value.TryGetValue<string>(out var name) && name == type;

    // Of letters or of items, as the case may be; a maximum of -1 is none.
    private static void AddLengths(JsonObject schema, int minimum, int? maximum)
    {
        var unit = Is(schema, "array") ? "Items" : "Length";
        if (minimum > 0)
        {
            schema[$"min{unit}"] = minimum;
        }

        if (maximum >= 0)
        {
            schema[$"max{unit}"] = maximum;
        }
    }

    // Attributes of types that have no literals take their bounds as text.
    private static JsonNode? Number(object bound) => bound switch
    {
        string text => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => JsonSerializer.SerializeToNode(bound),
    };
}
