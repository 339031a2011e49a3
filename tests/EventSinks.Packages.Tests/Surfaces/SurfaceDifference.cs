using System.Globalization;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace EventSinks.Packages.Tests.Surfaces;

/// <summary>Shows where two texts differ, a few lines around each place, as <c>diff --unified</c> does.</summary>
internal static class SurfaceDifference
{
    private const int Context = 3;

    public static string Between(string approved, string shown)
    {
        var lines = InlineDiffBuilder.Diff(approved, shown, ignoreWhiteSpace: false).Lines;
        var text = new StringBuilder();
        var last = -2;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsNearChange(lines, i))
            {
                continue;
            }

            if (i > last + 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"@@ line {lines[i].Position ?? i + 1} @@\n");
            }

            text.Append(MarkOf(lines[i])).Append(lines[i].Text).Append('\n');
            last = i;
        }

        return text.ToString();
    }

    private static bool IsNearChange(List<DiffPiece> lines, int index) =>
        lines.Skip(index - Context).Take(Math.Min(index, Context) + 1 + Context).Any(static line => line.Type != ChangeType.Unchanged);

    private static char MarkOf(DiffPiece line) => line.Type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
