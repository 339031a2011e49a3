namespace EventSinks.Yaml;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, counted from 1; 0 where no place is known.</param>
/// <param name="Column">The column in characters (Unicode code points), counted from 1; 0 where no place is known.</param>
public readonly record struct SourcePosition(int Line, int Column) : IComparable<SourcePosition>
{
    /// <summary>Says whether <paramref name="left"/> is before <paramref name="right"/>.</summary>
    /// <param name="left">The one place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True if it is.</returns>
    public static bool operator <(SourcePosition left, SourcePosition right) => left.CompareTo(right) < 0;

    /// <summary>Says whether <paramref name="left"/> is after <paramref name="right"/>.</summary>
    /// <param name="left">The one place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True if it is.</returns>
    public static bool operator >(SourcePosition left, SourcePosition right) => left.CompareTo(right) > 0;

    /// <summary>Says whether <paramref name="left"/> is not after <paramref name="right"/>.</summary>
    /// <param name="left">The one place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True if it is not.</returns>
    public static bool operator <=(SourcePosition left, SourcePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Says whether <paramref name="left"/> is not before <paramref name="right"/>.</summary>
    /// <param name="left">The one place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True if it is not.</returns>
    public static bool operator >=(SourcePosition left, SourcePosition right) => left.CompareTo(right) >= 0;

    /// <summary>Orders places as they follow one another in the text.</summary>
    /// <param name="other">The other place.</param>
    /// <returns>Below 0 if this place comes first, above 0 if the other one does.</returns>
    public int CompareTo(SourcePosition other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <summary>Writes the place as an editor reads it.</summary>
    /// <returns>For instance <c>4:10</c>.</returns>
    public override string ToString() => $"{Line}:{Column}";
}
