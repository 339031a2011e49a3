namespace EventSinks.Yaml;

/// <summary>The places that a text has.</summary>
internal sealed class TextPlaces(string text)
{
    // How many characters each line has.
    private readonly int[] _lengths =
        [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r', '\u0085', '\u2028', '\u2029').Select(line => line.EnumerateRunes().Count())];

    /// <summary>Says whether a span starts and ends at places of the text; the place behind a line's last character is one.</summary>
    public bool Include(SourceSpan span) => span.Start <= span.End && Include(span.Start) && Include(span.End);

    /// <summary>Says whether a value, and all that is in it, stands in the text.</summary>
    public bool Include(YamlValue value) => Include(value.Span) && value switch
    {
        YamlList list => list.Items.All(Include),
        YamlMap map => map.Entries.All(entry => Include(entry.Key) && Include(entry.Value)),
        _ => true,
    };

    private bool Include(SourcePosition position) =>
        position.Line >= 1 && position.Line <= _lengths.Length && position.Column >= 1 && position.Column <= _lengths[position.Line - 1] + 1;
}
