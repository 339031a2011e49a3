using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>One entry of <c>event_sinks</c>: a sink type and its options, as they were written. Immutable.</summary>
public sealed class SinkDeclaration
{
    /// <summary>The key that names the sink type.</summary>
    public const string TypeKey = "type";

    /// <summary>The key that makes an entry take earlier ones away instead of adding one.</summary>
    public const string RemoveKey = "remove";

    // Made when first needed; two threads may both make them, and make the same.
    private IReadOnlyList<(string Key, string Hash)>? _sayings;
    private string? _content;
    private SinkDeclaration? _latest;

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

    /// <summary>
    /// Gets the last entry that says the same, in the latest of the merged files that has one: this one if no other does. Where files
    /// contradict each other, what was said last counts, even if it was said before.
    /// </summary>
    internal SinkDeclaration Latest => _latest ?? this;

    /// <summary>
    /// Gets what it says: a hash of each key and its value, in an order that does not depend on that of the keys. Null says nothing, and
    /// neither does <c>remove</c>: what a removal says is what it removes.
    /// </summary>
    internal IReadOnlyList<(string Key, string Hash)> Sayings => _sayings ??=
    [
        .. Map.Entries
            .Where(static entry => entry.Value is not YamlNull && (entry.Name != RemoveKey || entry.Value is not YamlBool))
            .Select(static entry => (entry.Key.ToPythonString(), CanonicalJson.Hash(new YamlMap([entry], SourceSpan.None))))
            .OrderBy(static saying => saying.Item2, StringComparer.Ordinal),
    ];

    /// <summary>Gets a hash that is the same for all entries that say the same.</summary>
    internal string Content => _content ??= CanonicalJson.Hash(string.Concat(Sayings.Select(static saying => saying.Hash)));

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
        var diagnostics = new DiagnosticList(read.Diagnostics, StoredText.Limits.MaxDiagnostics);
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

    /// <summary>Gives the entry in an environment that has other sources before its own.</summary>
    internal SinkDeclaration Behind(int sources) =>
        sources == 0 ? this : With(SourceIndex + sources, _latest?.Behind(sources));

    /// <summary>Gives the entry when a later file says the same once more.</summary>
    internal SinkDeclaration RepeatedBy(SinkDeclaration later) => With(SourceIndex, later.Latest);

    private SinkDeclaration With(int sourceIndex, SinkDeclaration? latest) =>
        new(Map, new YamlText(Type, TypeSpan), File, Index, sourceIndex) { _sayings = _sayings, _content = _content, _latest = latest };

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Type})";
}
