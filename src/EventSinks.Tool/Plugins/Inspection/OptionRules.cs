using System.Globalization;
using System.Reflection;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Says in words what the rules of an option are: those of System.ComponentModel.DataAnnotations, and others by their names.</summary>
internal static class OptionRules
{
    private const string Annotations = "System.ComponentModel.DataAnnotations.";

    public static IReadOnlyList<string> Of(PropertyInfo property) => [.. property.GetCustomAttributesData().Select(Describe).OfType<string>()];

    private static string? Describe(CustomAttributeData rule)
    {
        var name = rule.AttributeType.FullName ?? "";
        return name.StartsWith(Annotations, StringComparison.Ordinal) ? name[Annotations.Length..] switch
        {
            "RequiredAttribute" => null,
            "RangeAttribute" => DescribeRange(rule),
            "RegularExpressionAttribute" => $"matching {rule.Argument(0)}",
            "StringLengthAttribute" => $"{rule.Named("MinimumLength") ?? 0} to {rule.Argument(0)} characters",
            "LengthAttribute" => $"{rule.Argument(0)} to {rule.Argument(1)} long",
            "MinLengthAttribute" => $"at least {rule.Argument(0)} long",
            "MaxLengthAttribute" when rule.Argument(0) is { } most => $"at most {most} long",
            "AllowedValuesAttribute" => $"one of {List(rule)}",
            "DeniedValuesAttribute" => $"none of {List(rule)}",
            "UrlAttribute" => "a URL",
            "EmailAddressAttribute" => "an e-mail address",
            var other => NameOf(other),
        }
        : IsRule(rule.AttributeType) ? NameOf(rule.AttributeType.Name)
        : null;
    }

    // The bounds are the last two arguments: a type may stand before them.
    private static string DescribeRange(CustomAttributeData rule)
    {
        var count = rule.ConstructorArguments.Count;
        var above = rule.Named("MinimumIsExclusive") is true ? "above " : "from ";
        var below = rule.Named("MaximumIsExclusive") is true ? "below " : "to ";
        return $"{above}{Text(rule.Argument(count - 2))} {below}{Text(rule.Argument(count - 1))}";
    }

    private static string List(CustomAttributeData rule) => string.Join(", ", (rule.Argument(0) as object?[] ?? []).Select(Text));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null";

    // What a rule of the plug-in's own means, only its code knows.
    private static string NameOf(string attribute) => attribute.Replace("Attribute", "", StringComparison.Ordinal);

    private static bool IsRule(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.FullName == $"{Annotations}ValidationAttribute")
            {
                return true;
            }
        }

        return false;
    }
}
