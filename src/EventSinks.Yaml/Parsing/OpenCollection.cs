using System.Text;

namespace EventSinks.Yaml.Parsing;

/// <summary>A list or map whose end has not been read yet.</summary>
internal abstract class OpenCollection
{
    private int _height;

    /// <summary>Gets where the collection starts. A map without brackets in a list with some starts where its first key does.</summary>
    public required SourcePosition Start { get; set; }

    /// <summary>Gets a value indicating whether it is in brackets, and thus has an end of its own in the text.</summary>
    public required bool IsFlow { get; init; }

    /// <summary>Gets how much had been read before it.</summary>
    public required NodeSize Before { get; init; }

    /// <summary>Gets its anchor, if it has one.</summary>
    public required Anchor? Anchor { get; init; }

    /// <summary>Gets how many collections are nested in it, itself counted in.</summary>
    public int Height => _height + 1;

    /// <summary>Gets or sets where its last value ends.</summary>
    public SourcePosition LastEnd { get; set; }

    /// <summary>Gets a value indicating whether PyYAML would not look at the tag of the list or map that is read next.</summary>
    public virtual bool TakesAnyTag => false;

    /// <summary>Gets a value indicating whether it is a map that was written with one key, which is neither a merge key nor <c>=</c>.</summary>
    public virtual bool IsPair => false;

    /// <summary>Goes from the collection's path to the value that is being read.</summary>
    public abstract void AppendStep(StringBuilder path);

    public void Add(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics)
    {
        _height = Math.Max(_height, node.Height);
        Start = Start.Line > 0 ? Start : span.Start;
        LastEnd = span.End;
        AddCore(node, span, path, diagnostics);
    }

    public abstract YamlValue Close(SourceSpan span);

    protected abstract void AddCore(in ReadNode node, SourceSpan span, Func<string> path, DiagnosticBag diagnostics);
}
