namespace EventSinks.Tool.Env;

/// <summary>A line of a file and what marks a place in it.</summary>
/// <param name="Line">The line, or a part of a long one.</param>
/// <param name="Indent">What stands before the marker: as wide on a terminal as what stands before the place, tabs kept.</param>
/// <param name="Marker">A caret below the first character, and a tilde below each further one.</param>
internal sealed record SourceExcerpt(string Line, string Indent, string Marker);
