using System.Text;

namespace EventSinks.Benchmarks.Harness;

/// <summary>A table of figures. The first column is text, the others are numbers.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Columns">The heads of the columns.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Makes the usual table of candidates, those after the first held against it.</summary>
    public static Table Of(string title, IReadOnlyList<Measured> candidates) => new(
        title,
        ["candidate", "median", "min", "max", "ratio", "allocated"],
        [.. candidates.Select(each => new[]
        {
            each.Name,
            Figures.Time(each.Median),
            Figures.Time(each.Min),
            Figures.Time(each.Max),
            Figures.Ratio(each.RatioTo(candidates[0])),
            each.AllocatedBytes is { } bytes ? Figures.Bytes(bytes) : "-",
        })]);

    public string ToMarkdown()
    {
        var text = new StringBuilder($"### {Title}\n\n");
        AppendRow(text, Columns);
        text.Append("|---").Insert(text.Length, "|--:", Columns.Count - 1).Append("|\n");
        foreach (var row in Rows)
        {
            AppendRow(text, row);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
