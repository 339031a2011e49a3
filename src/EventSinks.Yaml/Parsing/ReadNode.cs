using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>A value that has been read, and what the reader has to remember of it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Type">What it is if it is a scalar; <see cref="ScalarType.Text"/> otherwise.</param>
/// <param name="Size">How much it is, what aliases stand for counted in.</param>
/// <param name="Height">How many lists and maps are nested in it, itself counted in.</param>
/// <param name="IsPair">Whether it is a map that was written with one key, which is neither a merge key nor <c>=</c>.</param>
internal readonly record struct ReadNode(YamlValue Value, ScalarType Type, NodeSize Size, int Height, bool IsPair = false)
{
    /// <summary>Gets a value indicating whether it stands for an alias of nothing, which has been reported.</summary>
    public bool IsMissing { get; private init; }

    public static ReadNode Missing(SourceSpan span) => new(new YamlNull(span), ScalarType.Null, new NodeSize(1, 0), 0) { IsMissing = true };
}
