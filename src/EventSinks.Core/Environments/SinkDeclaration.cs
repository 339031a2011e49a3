using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>One entry of <c>event_sinks</c>: a sink type and its options, as they were written. Immutable.</summary>
public sealed class SinkDeclaration
{
    /// <summary>The key that names the sink type.</summary>
    public const string TypeKey = "type";

    /// <summary>The key that makes an entry take earlier ones away instead of adding one.</summary>
    public const string RemoveKey = "remove";

    // Made when first needed; two threads may both make it, and make the same.
    private string? _content;

    internal SinkDeclaration(YamlMap map, YamlText type, string file, int index, int sourceIndex = 0)
    {
        Map = map;
        TypeSpan = type.Span;
        Type = type.Value;
        File = file;
        Index = index;
        SourceIndex = sourceIndex;
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

    /// <summary>Gets the place in <c>event_sinks</c> of its own file, counted from 0; merging several files does not change it.</summary>
    public int Index { get; }

    /// <summary>Gets where the entry stands. If an alias put it into the list, where its anchor is.</summary>
    public SourceSpan Span => Map.Span;

    /// <summary>Gets the path of the entry in its own file.</summary>
    /// <value>For instance <c>event_sinks[0]</c>.</value>
    public string Path => YamlPath.Append(EnvironmentSections.EventSinks, Index);

    /// <summary>Gets a value indicating whether the entry says <c>remove: true</c>: it stands for no sink, but takes away earlier ones.</summary>
    public bool IsRemoval => Map.Find(RemoveKey)?.Value is YamlBool { Value: true };

    /// <summary>Gets which of its environment's sources it comes from, counted from 0: files may have one name.</summary>
    internal int SourceIndex { get; }

    /// <summary>Gets what it says, as a text that is the same for all entries that say the same, whatever the order of their keys.</summary>
    internal string Content => _content ??= CanonicalJson.Write(Map);

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
        var diagnostics = new DiagnosticList(read.Diagnostics, file, StoredText.Limits.MaxDiagnostics);
        var reader = new SinkSectionReader(file, new ReadingErrors(read.Diagnostics), diagnostics);
        var declaration = read.Value is null ? null : reader.ReadDeclaration(read.Value, index);
        if (declaration is null || diagnostics.Any(diagnostic => diagnostic.IsError))
        {
            throw new EnvironmentFormatException(diagnostics);
        }

        return declaration;
    }

    /// <summary>Writes the entry as JSON, on one line, as a store keeps it. Secrets are in it.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => YamlJsonWriter.Write(Map);

    /// <summary>Says whether this entry takes an earlier one away: that has the same type, and everything else that this one says.</summary>
    internal bool Removes(SinkDeclaration earlier) =>
        IsRemoval && !earlier.IsRemoval && Map.Entries.Where(static entry => entry.Name != RemoveKey).All(wanted => earlier.Has(wanted));

    internal SinkDeclaration WithSource(int sourceIndex) =>
        sourceIndex == SourceIndex ? this : new SinkDeclaration(Map, new YamlText(Type, TypeSpan), File, Index, sourceIndex) { _content = _content };

    private bool Has(YamlMapEntry wanted) =>
        Map.Entries.FirstOrDefault(entry => YamlKeyComparer.Instance.Equals(entry.Key, wanted.Key)) is { } own
        && CanonicalJson.Write(own.Value) == CanonicalJson.Write(wanted.Value);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Type})";
}
