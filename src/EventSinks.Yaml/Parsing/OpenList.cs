namespace EventSinks.Yaml.Parsing;

/// <summary>A list whose end has not been read yet.</summary>
internal sealed class OpenList : OpenCollection
{
    private readonly List<YamlValue> _items = [];

    public override string AppendStep(string path) => YamlPath.Append(path, _items.Count);

    public override YamlValue Close(SourceSpan span) => new YamlList(_items, span);

    protected override void AddCore(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        LoneKeys.Check(node, span, path, diagnostics);
        _items.Add(node.Value);
    }
}
