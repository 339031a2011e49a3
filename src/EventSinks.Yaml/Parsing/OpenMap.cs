using System.Text;
using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Parsing;

/// <summary>A map whose end has not been read yet.</summary>
internal sealed class OpenMap : OpenCollection
{
    private readonly EntryTable _entries = new();

    // What merge keys bring, in the order in which it is put in place: what comes later wins.
    private readonly List<YamlMap> _merged = [];
    private ReadNode? _key;
    private int _pairs;
    private bool _hasSpecialKey;

    public override bool TakesAnyTag => _key is { Type: ScalarType.Merge };

    public override bool IsPair => _pairs == 1 && !_hasSpecialKey;

    public override void AppendStep(StringBuilder path)
    {
        if (_key is { Value: YamlScalar key })
        {
            YamlPath.AppendTo(path, key.ToPythonString());
        }
    }

    public override YamlValue Close(SourceSpan span)
    {
        if (_merged.Count == 0)
        {
            return new YamlMap(_entries.Entries, span);
        }

        // As in PyYAML, merged entries come first, and the map's own ones override them.
        var all = new EntryTable();
        foreach (var map in _merged)
        {
            all.SetAll(map.Entries);
        }

        all.SetAll(_entries.Entries);
        return new YamlMap(all.Entries, span);
    }

    protected override void AddCore(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        if (_key is { } key)
        {
            AddValue(key, node, span, path, diagnostics);
            _key = null;
            _pairs++;
            return;
        }

        _key = node;
        if (node.Value is not YamlScalar)
        {
            diagnostics.AddError(
                YamlDiagnosticCodes.UnhashableKey, $"found unhashable key: {node.Value.KindName} cannot be a key", span, path);
        }
    }

    private void AddValue(in ReadNode key, in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        if (key.Type is ScalarType.Merge)
        {
            _hasSpecialKey = true;
            if (!node.IsMissing)
            {
                Merge(node.Value, span, path, diagnostics);
            }

            return;
        }

        _hasSpecialKey |= key.Type is ScalarType.DefaultValue;
        LoneKeys.Check(node, span, path, diagnostics);
        if (key.Value is YamlScalar scalar)
        {
            Set(new YamlMapEntry(scalar, node.Value), path, diagnostics);
        }
    }

    private void Set(YamlMapEntry entry, Func<string> path, DiagnosticBag diagnostics)
    {
        if (_entries.Set(entry) is { } before)
        {
            diagnostics.AddWarning(
                YamlDiagnosticCodes.DuplicateKey,
                $"the key {Excerpt.Of(entry.Key.ToPythonString())} is also at {before.Key.Span}; the value at {entry.Key.Span} counts",
                entry.Key.Span,
                path);
        }
    }

    private void Merge(YamlValue value, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        switch (value)
        {
            case YamlMap map:
                _merged.Add(map);
                break;
            case YamlList list when list.Items.FirstOrDefault(item => item is not YamlMap) is { } wrong:
                diagnostics.AddError(
                    YamlDiagnosticCodes.InvalidMerge, $"expected a mapping for merging, but found {wrong.KindName}", wrong.Span, path);
                break;
            case YamlList list:
                // The first in the list wins, so it is put in place last.
                _merged.AddRange(list.Items.Cast<YamlMap>().Reverse());
                break;
            default:
                diagnostics.AddError(
                    YamlDiagnosticCodes.InvalidMerge,
                    $"expected a mapping or list of mappings for merging, but found {value.KindName}",
                    span,
                    path);
                break;
        }
    }
}
