namespace EventSinks.Yaml;

/// <summary>One key of a map and its value.</summary>
public sealed class YamlMapEntry
{
    /// <summary>Initializes a new instance of the <see cref="YamlMapEntry"/> class.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public YamlMapEntry(YamlScalar key, YamlValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        Key = key;
        Value = value;
    }

    /// <summary>Gets the key.</summary>
    public YamlScalar Key { get; }

    /// <summary>Gets the key if it is text.</summary>
    public string? Name => (Key as YamlText)?.Value;

    /// <summary>Gets the value.</summary>
    public YamlValue Value { get; }

    /// <summary>
    /// Gets where the entry stands: from its key to the end of its value, or to the end of the key where the value is an alias of something
    /// that stands before. An entry that a merge key brought has the place of the map that it came from.
    /// </summary>
    public SourceSpan Span => new(Key.Span.Start, Value.Span.End < Key.Span.End ? Key.Span.End : Value.Span.End);
}
