using System.Text;

namespace EventSinks.Yaml.Parsing;

/// <summary>
/// A list with the tag <c>!!omap</c> or <c>!!pairs</c> whose end has not been read yet: of maps with one entry, each of which is a list of a
/// key and a value, as <c>json.dumps</c> writes what PyYAML makes of it.
/// </summary>
internal sealed class OpenPairs : OpenCollection
{
    private readonly List<YamlValue> _pairs = [];

    // What becomes a pair is never looked at as a map.
    public override bool TakesAnyTag => true;

    public override void AppendStep(StringBuilder path) => YamlPath.AppendTo(path, _pairs.Count);

    public override YamlValue Close(SourceSpan span) => new YamlList(_pairs, span);

    protected override void AddCore(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        if (node is { IsPair: true, Value: YamlMap map })
        {
            // There is no entry where the key has been refused.
            _pairs.AddRange(map.Entries.Select(entry => new YamlList([entry.Key, entry.Value], map.Span)));
            return;
        }

        if (node.IsMissing)
        {
            return;
        }

        diagnostics.AddError(
            YamlDiagnosticCodes.UnknownTag, $"expected a map with a single key in a list of pairs, but found {node.Value.KindName}", span, path);
    }
}
