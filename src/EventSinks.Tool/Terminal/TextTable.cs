namespace EventSinks.Tool.Terminal;

/// <summary>Rows under a heading, in columns as wide as they need. A line of it is a line, however long, so that other programs can cut it.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell for each heading; an empty one is shown as <c>-</c>.</param>
    public void Add(params string?[] cells) =>
        _rows.Add([.. cells.Select(static cell => string.IsNullOrEmpty(cell) ? "-" : Harmless.Line(cell))]);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
