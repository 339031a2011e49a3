using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml;

/// <summary>Bytes, which <c>!!binary</c> makes of base64. JSON has no such thing.</summary>
/// <param name="value">The bytes; not to be changed afterwards.</param>
/// <param name="span">Where they stand.</param>
public sealed class YamlBytes(ReadOnlyMemory<byte> value, SourceSpan span) : YamlScalar(span)
{
    /// <summary>Gets the bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; } = value;

    /// <inheritdoc/>
    public override string KindName => "bytes";

    /// <inheritdoc/>
    public override string ToPythonString() => PythonBytes.Repr(Value.Span);
}
