namespace EventSinks.Yaml.Parsing;

/// <summary>A value that aliases may stand for.</summary>
internal sealed class Anchor(SourcePosition position)
{
    public SourcePosition Position { get; } = position;

    /// <summary>Gets or sets the value; null as long as it has not been read to its end.</summary>
    public ReadNode? Node { get; set; }
}
