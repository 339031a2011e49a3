namespace EventSinks.Yaml;

/// <summary>Null: <c>null</c>, <c>~</c> or nothing at all.</summary>
/// <param name="span">Where it stands.</param>
public sealed class YamlNull(SourceSpan span) : YamlScalar(span)
{
    /// <inheritdoc/>
    public override string KindName => "null";

    /// <inheritdoc/>
    public override string ToPythonString() => "None";
}
