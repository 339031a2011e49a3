using EventSinks.Yaml.Scalars;
using YamlDotNet.Core;

namespace EventSinks.Yaml.Parsing;

/// <summary>The anchors of a document.</summary>
internal sealed class AnchorTable(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);

    /// <summary>Notes an anchor.</summary>
    /// <returns>The anchor, to be given its value; null if there is none.</returns>
    public Anchor? Declare(AnchorName name, SourceSpan span)
    {
        if (name.IsEmpty)
        {
            return null;
        }

        var anchor = new Anchor(span.Start);
        if (!_anchors.TryAdd(name.Value, anchor))
        {
            diagnostics.AddError(
                YamlDiagnosticCodes.DuplicateAnchor,
                $"found duplicate anchor {Excerpt.Of(name.Value)}; first occurrence at {_anchors[name.Value].Position}",
                span);
        }

        return anchor;
    }

    /// <summary>Finds what an alias stands for.</summary>
    /// <param name="name">The name of the anchor.</param>
    /// <param name="merging">The anchor of the map whose merge key has the alias for a value, if it is one.</param>
    /// <param name="span">Where the alias is.</param>
    /// <param name="path">Its path.</param>
    /// <returns>The value; null if there is none, which is reported.</returns>
    public ReadNode? Resolve(string name, Anchor? merging, SourceSpan span, Func<string> path)
    {
        if (!_anchors.TryGetValue(name, out var anchor))
        {
            diagnostics.AddError(YamlDiagnosticCodes.UndefinedAlias, $"found undefined alias {Excerpt.Of(name)}", span, path);
            return null;
        }

        if (anchor.Node is null && anchor == merging)
        {
            // What a map has, it gains nothing from.
            return new ReadNode(new YamlMap([], span), ScalarType.Text, new NodeSize(1, 0), 1);
        }

        if (anchor.Node is null)
        {
            diagnostics.AddError(
                YamlDiagnosticCodes.RecursiveAlias,
                $"the alias {Excerpt.Of(name)} stands inside the value that it stands for, which starts at {anchor.Position}",
                span,
                path);
        }

        return anchor.Node;
    }
}
