using System.Globalization;

namespace EventSinks.Yaml.Scalars;

/// <summary>Makes a value from a scalar's text and type.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a scalar.</summary>
    /// <returns>The value, or null if the text does not fit the type.</returns>
    public static YamlScalar? Read(string text, ScalarType type, SourceSpan span) => type switch
    {
        ScalarType.Null => new YamlNull(span),
        ScalarType.Bool => ReadBool(text, span),
        ScalarType.Integer => ReadInteger(text, span),
        ScalarType.Float => FloatText.TryRead(text, out var number) ? new YamlFloat(number, span) : null,
        ScalarType.Binary => BinaryText.TryRead(text, out var bytes) ? new YamlBytes(bytes, span) : null,
        _ => new YamlText(text, span),
    };

    /// <summary>Says what the type is called in a message.</summary>
    public static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Bool => "a boolean",
        ScalarType.Integer => "an integer of at most 4300 digits",
        ScalarType.Float => "a float",
        ScalarType.Binary => "base64",
        _ => "text",
    };

    private static YamlBool? ReadBool(string text, SourceSpan span) => text.ToLowerInvariant() switch
    {
        "yes" or "true" or "on" => new YamlBool(true, span),
        "no" or "false" or "off" => new YamlBool(false, span),
        _ => null,
    };

    private static YamlInteger? ReadInteger(string text, SourceSpan span)
    {
        // Most numbers are short and plain.
        if (text.Length is > 0 and < 18
            && text[0] is >= '1' and <= '9'
            && text[^1] is not '\0'
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var small))
        {
            return new YamlInteger(small, span);
        }

        return IntegerText.TryRead(text, out var value) ? new YamlInteger(value, span) : null;
    }
}
