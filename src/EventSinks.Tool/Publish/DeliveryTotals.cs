namespace EventSinks.Tool.Publish;

/// <summary>Adds up what became of the events, sink by sink.</summary>
internal static class DeliveryTotals
{
    /// <summary>Asks after each stack.</summary>
    /// <returns>A total for each sink, in the order of the environment.</returns>
    public static async Task<IReadOnlyList<SinkTotal>> ReadAsync(StackEvents events, IEnumerable<string> stackIds, CancellationToken cancellationToken)
    {
        List<SinkTotal> totals = [];
        foreach (var stackId in stackIds)
        {
            var status = await events.GetStatusAsync(stackId, cancellationToken).ConfigureAwait(false);
            foreach (var sink in status?.Sinks.Select(SinkTotal.Of) ?? [])
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
        }

        return totals;
    }
}
