using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Reads one option from metadata.</summary>
internal static class OptionReading
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static InspectedOption Read(PropertyInfo property, ConstructorInfo? constructor)
    {
        var key = property.Find("System.Text.Json.Serialization.JsonPropertyNameAttribute")?.Argument(0) as string ?? OptionKind.Key(property.Name);
        var isSecret = property.Has("EventSinks.SecretOptionAttribute");
        return new InspectedOption(
            key,
            OptionKind.Of(property.PropertyType),
            property.Has("System.ComponentModel.DataAnnotations.RequiredAttribute")
                || property.Has("System.Runtime.CompilerServices.RequiredMemberAttribute")
                || property.Has("System.Text.Json.Serialization.JsonRequiredAttribute"),
            isSecret,
            OptionRules.Of(property),
            isSecret ? null : DefaultOf(property, constructor),
            property.Find("System.ComponentModel.DescriptionAttribute")?.Argument(0) as string);
    }

    // An attribute says it, or the constructor's parameter has it. What an initializer sets is code.
    private static string? DefaultOf(PropertyInfo property, ConstructorInfo? constructor)
    {
        if (property.Find("System.ComponentModel.DefaultValueAttribute") is { } attribute)
        {
            return Write(attribute.Argument(attribute.ConstructorArguments.Count - 1));
        }

        var parameter = constructor?.GetParameters()
            .FirstOrDefault(each => string.Equals(each.Name, property.Name, StringComparison.OrdinalIgnoreCase));
        if (parameter is not { HasDefaultValue: true } || parameter.RawDefaultValue is not { } value)
        {
            return null;
        }

        var type = OptionKind.Plain(parameter.ParameterType);
        return Write(type.IsEnum ? OptionKind.NameOf(type, value) : value);
    }

    private static string? Write(object? value) =>
        value is string or bool or char or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
            ? JsonSerializer.Serialize(value, value.GetType(), Json)
            : null;
}
