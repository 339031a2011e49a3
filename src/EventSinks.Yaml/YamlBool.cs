namespace EventSinks.Yaml;

/// <summary>A boolean: in YAML 1.1 also <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c>.</summary>
/// <param name="value">The value.</param>
/// <param name="span">Where it stands.</param>
public sealed class YamlBool(bool value, SourceSpan span) : YamlScalar(span)
{
    /// <summary>Gets a value indicating whether it is true.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override string KindName => "a boolean";

    /// <inheritdoc/>
    public override string ToPythonString() => Value ? "True" : "False";
}
