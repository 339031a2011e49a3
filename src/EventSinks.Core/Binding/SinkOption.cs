using System.ComponentModel.DataAnnotations;

namespace EventSinks.Binding;

/// <summary>One option of a sink type, for people.</summary>
/// <param name="Key">The key that users write.</param>
/// <param name="Kind">What a value of it is, for example <c>a whole number</c>.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
/// <param name="Rules">What values are allowed, for example <c>from 1 to 1209600</c>.</param>
/// <param name="Description">What it is for, if the plug-in says so.</param>
public sealed record SinkOption(string Key, string Kind, bool IsRequired, bool IsSecret, IReadOnlyList<string> Rules, string? Description)
{
    internal static IReadOnlyList<SinkOption> Of(OptionsShape shape) =>
    [
        .. shape.Properties.Select(static property => new SinkOption(
            property.Key, property.KindName, property.IsRequired, property.IsSecret, [.. property.Rules.Select(Describe)], property.Description)),
    ];

    private static string Describe(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => $"from {range.Minimum} to {range.Maximum}",
        RegularExpressionAttribute regex => $"matching {regex.Pattern}",
        StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
        MaxLengthAttribute length => $"at most {length.Length} long",
        MinLengthAttribute length => $"at least {length.Length} long",
        AllowedValuesAttribute allowed => $"one of {string.Join(", ", allowed.Values)}",
        UrlAttribute => "a URL",
        _ => rule.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal),
    };
}
