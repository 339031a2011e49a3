namespace ThirdPartySink.Formatting;

/// <summary>Writes the rows of a Markdown table.</summary>
public static class MarkdownTable
{
    /// <summary>Makes the head of a table: the names of the columns and the line below them.</summary>
    public static string Head(params string[] columns) => $"{Row(columns)}|{string.Concat(columns.Select(static _ => " --- |"))}\n";

    /// <summary>Makes a row. Whatever a cell holds, it stays one cell.</summary>
    public static string Row(params string[] cells) => $"|{string.Concat(cells.Select(static cell => $" {Escape(cell)} |"))}\n";

    private static string Escape(string cell) =>
        cell.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
