using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Says in words what a value of an option is.</summary>
internal static class OptionKind
{
    private static readonly string[] WholeNumbers =
    [
        "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
    ];

    private static readonly string[] Numbers = ["System.Double", "System.Single", "System.Decimal"];

    // Other types that can be counted through look like maps here; telling them apart takes their interfaces.
    private static readonly string[] Lists =
    [
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IList`1", "System.Collections.Generic.ICollection`1", "System.Collections.Generic.List`1",
        "System.Collections.Generic.ISet`1", "System.Collections.Generic.IReadOnlySet`1", "System.Collections.Generic.HashSet`1",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1",
    ];

    public static string Of(Type type)
    {
        var plain = Plain(type);
        return plain.FullName switch
        {
            "System.String" => "text",
            "System.Boolean" => "true or false",
            "System.Uri" => "a URL",
            { } name when WholeNumbers.Contains(name, StringComparer.Ordinal) => "a whole number",
            { } name when Numbers.Contains(name, StringComparer.Ordinal) => "a number",
            _ when plain.IsEnum => $"one of {string.Join(", ", Literals(plain).Select(static field => Key(field.Name)))}",
            _ when plain.IsArray || (plain.IsGenericType && Lists.Contains(plain.GetGenericTypeDefinition().FullName, StringComparer.Ordinal)) => "a list",
            _ => "a map",
        };
    }

    /// <summary>Gives the name that users write for a value of an enumeration; its number if it has none.</summary>
    public static string? NameOf(Type enumeration, object? value) =>
        Literals(enumeration).FirstOrDefault(field => Equals(field.GetRawConstantValue(), value)) is { } literal
            ? Key(literal.Name)
            : Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>Gives the type without its nullability.</summary>
    public static Type Plain(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    /// <summary>Gives the key that users write for a name in code.</summary>
    public static string Key(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static IEnumerable<FieldInfo> Literals(Type enumeration) =>
        enumeration.GetFields(BindingFlags.Public | BindingFlags.Static).Where(static field => field.IsLiteral);
}
