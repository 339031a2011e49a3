using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventSinks.Binding;

/// <summary>One option of a sink type: a property of its options record.</summary>
internal sealed class OptionProperty
{
    public OptionProperty(JsonPropertyInfo json, PropertyInfo property)
    {
        Key = json.Name;
        PropertyName = property.Name;
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsRequired = json.IsRequired || property.IsDefined(typeof(RequiredAttribute), inherit: true);
        IsSecret = property.IsDefined(typeof(SecretOptionAttribute), inherit: true);
        Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
        Default = property.GetCustomAttribute<DefaultValueAttribute>()?.Value;
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>().Where(static rule => rule is not RequiredAttribute)];
    }

    /// <summary>Gets the key that users write.</summary>
    public string Key { get; }

    public string PropertyName { get; }

    /// <summary>Gets the type, without its nullability.</summary>
    public Type Type { get; }

    public bool IsRequired { get; }

    public bool IsSecret { get; }

    public string? Description { get; }

    /// <summary>Gets what its record says it is if it is left out; null if it does not say.</summary>
    public object? Default { get; }

    public IReadOnlyList<ValidationAttribute> Rules { get; }

    /// <summary>Gets what a value of it is called.</summary>
    public string KindName => Type switch
    {
        _ when Type == typeof(string) => "text",
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(Uri) => "a URL",
        _ when IsWholeNumber => "a whole number",
        _ when Type == typeof(double) || Type == typeof(float) || Type == typeof(decimal) => "a number",
        _ when Type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(Type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}",
        _ when typeof(IEnumerable).IsAssignableFrom(Type) && !IsMap => "a list",
        _ => "a map",
    };

    private bool IsMap => Type.GetInterfaces().Append(Type).Any(static each =>
        each.IsGenericType && (each.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) || each.GetGenericTypeDefinition() == typeof(IDictionary<,>)));

    public bool IsWholeNumber => Type == typeof(int) || Type == typeof(long) || Type == typeof(short) || Type == typeof(byte)
        || Type == typeof(uint) || Type == typeof(ulong) || Type == typeof(ushort) || Type == typeof(sbyte);
}
