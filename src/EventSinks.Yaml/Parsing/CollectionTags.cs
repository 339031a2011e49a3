using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>Says what is wrong with a tag.</summary>
internal static class CollectionTags
{
    private const string List = ScalarTags.Prefix + "seq";
    private const string Map = ScalarTags.Prefix + "map";

    /// <summary>Gets what is wrong with the tag of a list or map; null if nothing is.</summary>
    public static string? Describe(string tag, bool isMap)
    {
        var found = isMap ? "mapping" : "sequence";
        return tag switch
        {
            List => isMap ? "expected a sequence node, but found mapping" : null,
            Map => isMap ? null : "expected a mapping node, but found sequence",
            _ when ScalarTags.TypeOf(tag) is not (null or ScalarType.Merge or ScalarType.DefaultValue) =>
                $"expected a scalar node, but found {found}",
            _ => DescribeOther(tag),
        };
    }

    /// <summary>Gets what is wrong with the tag of a scalar that no scalar has.</summary>
    public static string DescribeScalar(string tag) => tag switch
    {
        List => "expected a sequence node, but found scalar",
        Map => "expected a mapping node, but found scalar",
        _ => DescribeOther(tag),
    };

    private static string DescribeOther(string tag) => tag switch
    {
        ScalarTags.Prefix + "set" or ScalarTags.Prefix + "omap" or ScalarTags.Prefix + "pairs" =>
            $"the tag {Excerpt.Of(tag)} makes a value that JSON cannot say, so it has no place here",
        _ => $"could not determine a constructor for the tag {Excerpt.Of(tag)}",
    };
}
