using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Publish;

/// <summary>What became of an input.</summary>
/// <param name="Published">How many events were published.</param>
/// <param name="Malformed">How many lines were no events.</param>
/// <param name="Stacks">How many stacks the events are of.</param>
/// <param name="End">Why reading ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Sinks">What became of the events at each sink.</param>
/// <param name="Store">What it has to do with a store; null in memory.</param>
internal sealed record DeliveryReport(
    long Published, long Malformed, int Stacks, FeedEnd End, double Seconds, IReadOnlyList<SinkTotal> Sinks, StoreReport? Store = null)
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
        if (Store is { Resumed: > 0 })
        {
            output.WriteLine($"{Words.Count(Store.Resumed, "event")} of an earlier run resumed");
        }

        if (Sinks.Count > 0)
        {
            output.WriteLine();
            SinkTotal.Write(output, Sinks);
        }

        Store?.Write(output);
    }
}
