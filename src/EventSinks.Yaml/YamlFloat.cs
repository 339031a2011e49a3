using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml;

/// <summary>A floating point number; also infinity and NaN.</summary>
/// <param name="value">The number.</param>
/// <param name="span">Where it stands.</param>
public sealed class YamlFloat(double value, SourceSpan span) : YamlScalar(span)
{
    /// <summary>Gets the number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string KindName => "a float";

    /// <inheritdoc/>
    public override string ToPythonString() => PythonFloat.Repr(Value);
}
