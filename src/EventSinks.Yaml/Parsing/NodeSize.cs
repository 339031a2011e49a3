namespace EventSinks.Yaml.Parsing;

/// <summary>How much a value is, what aliases stand for counted each time.</summary>
/// <param name="Nodes">How many values and keys, itself counted in.</param>
/// <param name="Characters">How long all its scalars are together, in UTF-16 units.</param>
internal readonly record struct NodeSize(long Nodes, long Characters)
{
    public static NodeSize operator +(NodeSize left, NodeSize right) => new(left.Nodes + right.Nodes, left.Characters + right.Characters);

    public static NodeSize operator -(NodeSize left, NodeSize right) => new(left.Nodes - right.Nodes, left.Characters - right.Characters);
}
