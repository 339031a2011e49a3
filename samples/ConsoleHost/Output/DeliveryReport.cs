using EventSinks.Dispatch;

namespace ConsoleHost.Output;

/// <summary>What became of the events at each sink, as a table.</summary>
internal static class DeliveryReport
{
    private static readonly string[] Headings = ["sink", "destination", "state", "recorded", "delivered", "pending", "last error"];

    /// <summary>Writes the table.</summary>
    /// <returns>Whether every event has arrived everywhere.</returns>
    public static bool Write(StackDeliveryStatus status)
    {
        string[][] rows = [Headings, .. status.Sinks.Select(ToRow)];
        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        Console.WriteLine();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => Painted(row, column, IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            Console.WriteLine(string.Join("  ", cells).TrimEnd());
        }

        foreach (var warning in status.Sinks.SelectMany(static sink => sink.Warnings))
        {
            Console.WriteLine($"  {warning}");
        }

        return status.Sinks.All(static sink => sink.Delivered == sink.Recorded);
    }

    private static string[] ToRow(SinkDeliveryStatus sink) =>
    [
        sink.Name, sink.Destination, sink.State.ToString(), $"{sink.Recorded}", $"{sink.Delivered}", $"{sink.Pending}", sink.LastError ?? "-",
    ];

    private static bool IsNumber(int column) => column is 3 or 4 or 5;

    private static string Painted(string[] row, int column, string text)
    {
        if (row == Headings)
        {
            return Paint.Bold(text);
        }

        return column == 2 ? Paint.State(row[2], text) : text;
    }
}
