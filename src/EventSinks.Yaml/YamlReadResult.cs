namespace EventSinks.Yaml;

/// <summary>What became of a text.</summary>
public sealed class YamlReadResult
{
    internal YamlReadResult(string text, YamlValue? value, IReadOnlyList<Diagnostic> diagnostics)
    {
        Text = text;
        Value = value;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the text without its byte order mark; empty if the bytes are no text or too many.</summary>
    public string Text { get; }

    /// <summary>Gets the document, or null if the text has no usable structure. An empty text is <see cref="YamlNull"/>.</summary>
    /// <remarks>
    /// It is also there beside errors that concern single values, so that a caller can go on checking. Such a value is then its own text,
    /// or null where an alias stands for nothing; it starts where the error's span does.
    /// </remarks>
    public YamlValue? Value { get; }

    /// <summary>Gets everything that is wrong or doubtful, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets a value indicating whether the text is wrong.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
