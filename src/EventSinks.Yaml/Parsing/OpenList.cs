using System.Text;

namespace EventSinks.Yaml.Parsing;

/// <summary>A list whose end has not been read yet.</summary>
internal sealed class OpenList : OpenCollection
{
    private readonly List<YamlValue> _items = [];

    /// <summary>Gets a value indicating whether it is the value of a merge key, so that its maps are only taken apart.</summary>
    public required bool IsMerged { get; init; }

    public override bool TakesAnyTag => IsMerged;

    public override void AppendStep(StringBuilder path) => YamlPath.AppendTo(path, _items.Count);

    public override YamlValue Close(SourceSpan span) => new YamlList(_items, span);

    protected override void AddCore(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        LoneKeys.Check(node, span, path, diagnostics);
        _items.Add(node.Value);
    }
}
