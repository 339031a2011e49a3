using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>One entry of <c>event_sinks</c>: a sink type and its options, as they were written. Immutable.</summary>
public sealed class SinkDeclaration
{
    /// <summary>The key that names the sink type.</summary>
    public const string TypeKey = "type";

    internal SinkDeclaration(YamlMap map, YamlText type, string file, int index)
    {
        Map = map;
        TypeSpan = type.Span;
        Type = type.Value;
        File = file;
        Index = index;
    }

    /// <summary>Gets the sink type, for instance <c>zaqar-queue</c>; never empty.</summary>
    public string Type { get; }

    /// <summary>Gets where the sink type stands.</summary>
    public SourceSpan TypeSpan { get; }

    /// <summary>Gets the whole entry, <c>type</c> included, with the place of each key and value.</summary>
    public YamlMap Map { get; }

    /// <summary>Gets every key but <c>type</c>, in order. A key may be something other than text.</summary>
    public IEnumerable<YamlMapEntry> Options => Map.Entries.Where(entry => entry.Name != TypeKey);

    /// <summary>Gets the name of the file.</summary>
    public string File { get; }

    /// <summary>Gets the place in <c>event_sinks</c>, counted from 0.</summary>
    public int Index { get; }

    /// <summary>Gets where the entry stands. If an alias put it into the list, where its anchor is.</summary>
    public SourceSpan Span => Map.Span;

    /// <summary>Gets the path of the entry.</summary>
    /// <value>For instance <c>event_sinks[0]</c>.</value>
    public string Path => YamlPath.Append(EnvironmentSections.EventSinks, Index);

    /// <summary>Makes a declaration of what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="file">What to call the text in diagnostics.</param>
    /// <param name="index">The place in <c>event_sinks</c>, counted from 0.</param>
    /// <returns>The declaration.</returns>
    /// <exception cref="EnvironmentFormatException">The text is no map with a type.</exception>
    public static SinkDeclaration FromJson(string json, string file = "<stored declaration>", int index = 0)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var read = YamlReader.ReadJson(json, file, StoredText.Limits);
        List<Diagnostic> diagnostics = [.. read.Diagnostics];
        var reader = new SinkSectionReader(file, new ReadingErrors(read.Diagnostics), diagnostics);
        var declaration = read.Value is null ? null : reader.ReadDeclaration(read.Value, index);
        if (declaration is null || diagnostics.Exists(diagnostic => diagnostic.IsError))
        {
            throw new EnvironmentFormatException(diagnostics);
        }

        return declaration;
    }

    /// <summary>Writes the entry as JSON, on one line, as a store keeps it. Secrets are in it.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => YamlJsonWriter.Write(Map);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Type})";
}
