using EventSinks.Storage;
using EventSinks.Tool.Hosting;

namespace EventSinks.Tool.Publish;

/// <summary>Adds up what became of the events in this run, sink by sink.</summary>
internal static class DeliveryTotals
{
    /// <summary>Asks after each stack.</summary>
    /// <returns>A total for each sink, in the order of the environment.</returns>
    public static async Task<IReadOnlyList<SinkTotal>> ReadAsync(DeliveringHost host, IEnumerable<string> stackIds, CancellationToken cancellationToken)
    {
        List<SinkTotal> totals = [];
        foreach (var stackId in stackIds)
        {
            var status = await host.Events.GetStatusAsync(stackId, cancellationToken).ConfigureAwait(false);
            var before = host.Before?.LanesOf(stackId) ?? [];
            foreach (var sink in status?.Sinks ?? [])
            {
                Add(totals, SinkTotal.Of(sink, before.FirstOrDefault(lane => lane.Key == sink.Lane)?.Counters ?? default));
            }

            foreach (var lane in before.Where(lane => status?.Sinks.Any(sink => sink.Lane == lane.Key) is not true))
            {
                Add(totals, await FinishedAsync(host, stackId, lane, cancellationToken).ConfigureAwait(false));
            }
        }

        return totals;
    }

    private static void Add(List<SinkTotal> totals, SinkTotal sink)
    {
        var known = totals.FindIndex(total => total.Name == sink.Name);
        if (known < 0)
        {
            totals.Add(sink);
        }
        else
        {
            totals[known] = totals[known].Plus(sink);
        }
    }

    // A lane that had an end is forgotten once it has settled everything, and its numbers with it: what left no dead letter counts as delivered.
    private static async Task<SinkTotal> FinishedAsync(DeliveringHost host, string stackId, StoredLane lane, CancellationToken cancellationToken)
    {
        var pending = host.Before!.PendingOf(stackId, lane);
        long dead = 0;
        await foreach (var letter in host.Store!.ReadDeadLettersAsync(stackId, cancellationToken).ConfigureAwait(false))
        {
            // A replay's letters are kept under the lane that it replays for, among those of earlier runs.
            var isOfThisRun = letter.GivenUpAt >= host.OpenedAt && letter.Sequence > lane.Cursor && !(letter.Sequence > lane.End);
            dead += letter.Lane == lane.Key.Base && isOfThisRun ? 1 : 0;
        }

        return SinkTotal.Finished(lane, pending, Math.Min(dead, pending));
    }
}
