namespace EventSinks.Yaml;

/// <summary>Text. It may hold lone surrogates, which JSON and YAML escapes can write.</summary>
public sealed class YamlText : YamlScalar
{
    /// <summary>Initializes a new instance of the <see cref="YamlText"/> class.</summary>
    /// <param name="value">The text.</param>
    /// <param name="span">Where it stands.</param>
    public YamlText(string value, SourceSpan span)
        : base(span)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>Gets the text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string KindName => "text";

    /// <inheritdoc/>
    public override string ToPythonString() => Value;
}
