namespace EventSinks.Yaml;

/// <summary>A list of values.</summary>
public sealed class YamlList : YamlValue
{
    /// <summary>Initializes a new instance of the <see cref="YamlList"/> class.</summary>
    /// <param name="items">The values in order; not to be changed afterwards.</param>
    /// <param name="span">Where the list stands.</param>
    public YamlList(IReadOnlyList<YamlValue> items, SourceSpan span)
        : base(span)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = items;
    }

    /// <summary>Gets the values in order.</summary>
    public IReadOnlyList<YamlValue> Items { get; }

    /// <inheritdoc/>
    public override string KindName => "a list";
}
