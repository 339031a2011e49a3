namespace EventSinks.Yaml.Scalars;

/// <summary>The tags that a scalar may carry.</summary>
internal static class ScalarTags
{
    public const string Prefix = "tag:yaml.org,2002:";

    /// <summary>Gets the type that a tag asks for; null if no scalar can have the tag.</summary>
    public static ScalarType? TypeOf(string tag) => tag switch
    {
        Prefix + "str" or Prefix + "timestamp" => ScalarType.Text,
        Prefix + "null" => ScalarType.Null,
        Prefix + "bool" => ScalarType.Bool,
        Prefix + "int" => ScalarType.Integer,
        Prefix + "float" => ScalarType.Float,
        Prefix + "binary" => ScalarType.Binary,
        Prefix + "merge" => ScalarType.Merge,
        Prefix + "value" => ScalarType.DefaultValue,
        _ => null,
    };
}
