namespace EventSinks.Yaml;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The place after its last character; equal to <paramref name="Start"/> where the stretch is empty.</param>
public readonly record struct SourceSpan(SourcePosition Start, SourcePosition End)
{
    /// <summary>Gets the span of something that is not in any text.</summary>
    public static SourceSpan None => default;

    /// <summary>Gets a value indicating whether the span is a place in a text.</summary>
    public bool IsKnown => Start.Line > 0;

    /// <summary>Makes an empty span.</summary>
    /// <param name="position">Where it starts and ends.</param>
    /// <returns>The span.</returns>
    public static SourceSpan At(SourcePosition position) => new(position, position);

    /// <summary>Writes where the span starts.</summary>
    /// <returns>For instance <c>4:10</c>.</returns>
    public override string ToString() => Start.ToString();
}
