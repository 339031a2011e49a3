namespace EventSinks.Yaml;

/// <summary>A value that was read from a text, with its place. Immutable; several parents may share one (aliases).</summary>
public abstract class YamlValue
{
    private protected YamlValue(SourceSpan span) => Span = span;

    /// <summary>Gets where the value stands. A value that an alias stands for has the place of its anchor.</summary>
    public SourceSpan Span { get; }

    /// <summary>Gets what the value is called in a message.</summary>
    /// <value>For instance <c>null</c>, <c>a boolean</c>, <c>a list</c>.</value>
    public abstract string KindName { get; }

    /// <summary>Writes the value as JSON, on one line.</summary>
    /// <returns>JSON; for bytes, which JSON cannot say, a short description.</returns>
    public override string ToString() => YamlJsonWriter.Describe(this);
}
