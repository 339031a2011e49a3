using System.Text;
using EventSinks.Yaml.Scalars;
using YamlDotNet.Core.Events;

namespace EventSinks.Yaml.Parsing;

/// <summary>Makes values of parser events, in one pass and without recursion.</summary>
internal sealed class TreeBuilder
{
    private readonly ParserEvents _events;
    private readonly DiagnosticBag _diagnostics;
    private readonly YamlLimits _limits;
    private readonly Stack<OpenCollection> _open = new();
    private readonly AnchorTable _anchors;
    private readonly ScalarNodes _scalars;

    // Only called for a diagnostic, so it may walk; kept, as it is passed along with every node.
    private readonly Func<string> _path;
    private YamlValue? _root;
    private int _documents;
    private NodeSize _size;

    /// <summary>Makes a builder.</summary>
    /// <param name="events">The events of one text.</param>
    /// <param name="diagnostics">Where to report what is wrong.</param>
    /// <param name="limits">How large the document may be.</param>
    /// <param name="resolve">Says what a scalar without tag and quotes is.</param>
    public TreeBuilder(ParserEvents events, DiagnosticBag diagnostics, YamlLimits limits, Func<string, ScalarType> resolve)
    {
        _events = events;
        _diagnostics = diagnostics;
        _limits = limits;
        _anchors = new AnchorTable(diagnostics);
        _scalars = new ScalarNodes(diagnostics, resolve);
        _path = Path;
    }

    private bool TakesAnyTag => _open.TryPeek(out var parent) && parent.TakesAnyTag;

    private bool IsInMerge => TakesAnyTag && _open.Peek() is not OpenPairs;

    /// <summary>Reads the only document.</summary>
    /// <returns>The document; null if there is no whole one.</returns>
    public YamlValue? Build()
    {
        while (_events.Next() is { } found)
        {
            if (!Take(found))
            {
                return _documents > 1 ? _root : null;
            }
        }

        return _events.HasFailed ? null : _root ?? new YamlNull(SourceSpan.At(new SourcePosition(1, 1)));
    }

    private bool Take(ParsingEvent found) => found switch
    {
        DocumentStart start => TakeDocument(start),
        Scalar scalar => TakeScalar(scalar),
        AnchorAlias alias => TakeAlias(alias),
        SequenceStart start => Open(start, isMap: false, start.Style is SequenceStyle.Flow),
        MappingStart start => Open(start, isMap: true, start.Style is MappingStyle.Flow),
        SequenceEnd or MappingEnd => Close(found),
        _ => true,
    };

    private bool TakeDocument(DocumentStart start)
    {
        if (++_documents > 1)
        {
            _diagnostics.AddError(
                YamlDiagnosticCodes.SeveralDocuments,
                "expected a single document in the stream, but found another document",
                ParserEvents.SpanOf(start));
            return false;
        }

        return true;
    }

    private bool TakeScalar(Scalar scalar)
    {
        var span = ParserEvents.SpanOf(scalar);
        var anchor = _anchors.Declare(scalar.Anchor, span);
        var node = _scalars.Make(scalar, span, _path);
        anchor?.Node = node;
        return CountIn(node.Size, span) && Add(node, span);
    }

    private bool TakeAlias(AnchorAlias alias)
    {
        var span = ParserEvents.SpanOf(alias);
        var merging = _open.TryPeek(out var parent) && parent is OpenMap { TakesAnyTag: true } ? parent.Anchor : null;
        var node = _anchors.Resolve(alias.Value.Value, merging, span, _path) ?? ReadNode.Missing(span);
        return CountIn(node.Size, span) && CheckDepth(node.Height, span) && Add(node, span);
    }

    private bool Open(NodeEvent start, bool isMap, bool isFlow)
    {
        // In [a: b] the map has no place of its own: YamlDotNet gives it the start of the text.
        var hasPlace = _open.Count == 0 || start.End.Index > 0;
        var span = hasPlace ? ParserEvents.SpanOf(start) : SourceSpan.At(_events.Position);
        var anchor = _anchors.Declare(start.Anchor, span);
        var tag = start.Tag.IsEmpty || start.Tag.IsNonSpecific ? null : start.Tag.Value;
        if (tag is not null && !(TakesAnyTag && anchor is null) && CollectionTags.Describe(tag, isMap) is { } problem)
        {
            _diagnostics.AddError(YamlDiagnosticCodes.UnknownTag, problem, span, _path);
        }

        var before = _size;
        if (!CountIn(new NodeSize(1, 0), span) || !CheckDepth(1, span))
        {
            return false;
        }

        _open.Push(NewCollection(tag, isMap, hasPlace ? span.Start : default, isFlow, anchor, before));
        return true;
    }

    private OpenCollection NewCollection(string? tag, bool isMap, SourcePosition start, bool isFlow, Anchor? anchor, NodeSize before) =>
        isMap ? new OpenMap { Start = start, IsFlow = isFlow, Before = before, Anchor = anchor, LastEnd = start }
            : tag is not null && CollectionTags.IsOfPairs(tag) && !IsInMerge
                ? new OpenPairs { Start = start, IsFlow = isFlow, Before = before, Anchor = anchor, LastEnd = start }
                : new OpenList { Start = start, IsFlow = isFlow, Before = before, Anchor = anchor, LastEnd = start, IsMerged = IsInMerge };

    private bool Close(ParsingEvent end)
    {
        var closed = _open.Pop();

        // The parser ends a block where the next token starts, which may be many lines below; [a: b] has a map without brackets.
        var bracketEnd = closed.IsFlow ? _events.PositionAfterBracket(end.Start, end is MappingEnd ? '}' : ']') : null;
        var span = new SourceSpan(closed.Start, bracketEnd ?? closed.LastEnd);
        var node = new ReadNode(closed.Close(span), ScalarType.Text, _size - closed.Before, closed.Height, closed.IsPair);
        closed.Anchor?.Node = node;
        return Add(node, span);
    }

    private bool Add(in ReadNode node, SourceSpan span)
    {
        if (_open.TryPeek(out var parent))
        {
            parent.Add(node, span, _path, _diagnostics);
        }
        else
        {
            LoneKeys.Check(node, span, _path, _diagnostics);
            _root = node.Value;
        }

        return true;
    }

    private bool CountIn(NodeSize size, SourceSpan span)
    {
        _size += size;
        if (_size.Nodes > _limits.MaxNodes)
        {
            _diagnostics.AddError(
                YamlDiagnosticCodes.TooManyNodes,
                $"the document has more than {_limits.MaxNodes} values, what aliases stand for counted in",
                span);
            return false;
        }

        if (_size.Characters > _limits.MaxCharacters)
        {
            _diagnostics.AddError(
                YamlDiagnosticCodes.TooMuchText,
                $"the document's texts have more than {_limits.MaxCharacters} characters together, what aliases stand for counted in",
                span);
            return false;
        }

        return true;
    }

    private string Path()
    {
        var path = new StringBuilder();
        foreach (var collection in _open.Reverse())
        {
            collection.AppendStep(path);
        }

        return path.ToString();
    }

    private bool CheckDepth(int height, SourceSpan span)
    {
        if (_open.Count + height <= _limits.MaxDepth)
        {
            return true;
        }

        _diagnostics.AddError(YamlDiagnosticCodes.TooDeep, $"lists and maps are nested deeper than {_limits.MaxDepth} levels", span);
        return false;
    }
}
