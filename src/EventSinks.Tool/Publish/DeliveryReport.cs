using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Publish;

/// <summary>What became of an input.</summary>
/// <param name="Published">How many events were published.</param>
/// <param name="Malformed">How many lines were no events.</param>
/// <param name="Stacks">How many stacks the events are of.</param>
/// <param name="End">Why reading ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Sinks">What became of the events at each sink.</param>
internal sealed record DeliveryReport(long Published, long Malformed, int Stacks, FeedEnd End, double Seconds, IReadOnlyList<SinkTotal> Sinks)
{
    public bool HasDeliveredAll => End is not FeedEnd.NoRoom && Sinks.All(static sink => sink.HasDeliveredAll);

    public void Write(TextWriter output)
    {
        var ending = End switch
        {
            FeedEnd.Interrupted => "; stopped by Ctrl-C",
            FeedEnd.NoRoom => "; stopped, there was no room for more",
            _ => "",
        };
        output.WriteLine($"{Words.Count(Published, "event")} of {Words.Count(Stacks, "stack")} in {Seconds:0.0} s, {Words.Count(Malformed, "malformed line")}{ending}");
        if (Sinks.Count == 0)
        {
            return;
        }

        output.WriteLine();
        var table = new TextTable("SINK", "STATE", "RECORDED", "DELIVERED", "PENDING", "DEAD LETTERS", "DROPPED", "FILTERED", "LAST ERROR");
        foreach (var sink in Sinks)
        {
            table.Add(
                sink.Name,
                sink.State.ToString(),
                $"{sink.Recorded}",
                $"{sink.Delivered}",
                $"{sink.Pending}",
                $"{sink.DeadLettered}",
                $"{sink.Dropped}",
                $"{sink.Filtered}",
                sink.LastError);
        }

        table.Write(output);
    }
}
