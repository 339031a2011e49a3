using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>Where reading JSON differs from reading YAML.</summary>
/// <param name="Resolve">Says what a scalar without tag and quotes is.</param>
/// <param name="AllowsLongKeys">Whether a key in double quotes may be of any length.</param>
internal sealed record ReadingRules(Func<string, ScalarType> Resolve, bool AllowsLongKeys)
{
    public static ReadingRules Yaml { get; } = new(ScalarResolver.Resolve, AllowsLongKeys: false);

    public static ReadingRules Json { get; } = new(ScalarResolver.ResolveJson, AllowsLongKeys: true);
}
