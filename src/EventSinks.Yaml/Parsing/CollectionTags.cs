using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>Says what is wrong with a tag.</summary>
internal static class CollectionTags
{
    private const string List = ScalarTags.Prefix + "seq";
    private const string Map = ScalarTags.Prefix + "map";
    private const string Set = ScalarTags.Prefix + "set";

    /// <summary>Says whether a tag makes pairs of the maps in a list.</summary>
    public static bool IsOfPairs(string tag) => tag is ScalarTags.Prefix + "omap" or ScalarTags.Prefix + "pairs";

    /// <summary>Gets what is wrong with the tag of a list or map; null if nothing is.</summary>
    public static string? Describe(string tag, bool isMap) => tag switch
    {
        List when isMap => "expected a sequence node, but found mapping",
        Map when !isMap => "expected a mapping node, but found sequence",
        List or Map => null,
        _ when IsOfPairs(tag) => isMap ? "expected a sequence, but found mapping" : null,
        _ when ScalarTags.TypeOf(tag) is not (null or ScalarType.Merge or ScalarType.DefaultValue) =>
            $"expected a scalar node, but found {(isMap ? "mapping" : "sequence")}",
        _ => DescribeOther(tag),
    };

    /// <summary>Gets what is wrong with the tag of a scalar that no scalar has.</summary>
    public static string DescribeScalar(string tag) => tag switch
    {
        List => "expected a sequence node, but found scalar",
        Map => "expected a mapping node, but found scalar",
        _ when IsOfPairs(tag) => "expected a sequence, but found scalar",
        _ => DescribeOther(tag),
    };

    private static string DescribeOther(string tag) => tag is Set
        ? $"the tag {Excerpt.Of(tag)} makes a value that JSON cannot say, so it has no place here; write a list"
        : $"could not determine a constructor for the tag {Excerpt.Of(tag)}";
}
