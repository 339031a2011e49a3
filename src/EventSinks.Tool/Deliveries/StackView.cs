using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;

namespace EventSinks.Tool.Deliveries;

/// <summary>What became of a stack's events, for people and programs.</summary>
internal sealed record StackView(string Id, string Name, string? ProjectId, long Recorded, bool IsClosed, IReadOnlyList<SinkView> Sinks)
{
    /// <summary>Gets whether something is pending, was lost or is not as it should be.</summary>
    public bool NeedsALook => Sinks.Any(static sink => sink.NeedsALook);

    public static async Task<StackView> OfAsync(StoredStack stored, IEventStoreReader reader, TimeProvider clock, CancellationToken cancellationToken)
    {
        var status = StackDeliveryStatus.Of(stored);
        List<SinkView> sinks = [];
        foreach (var (lane, sink) in stored.Lanes.Zip(status.Sinks))
        {
            var oldest = sink.Pending > 0 && lane.Source is LaneSource.Events
                ? await FindAsync(reader, stored.Stack.Id, lane.Cursor + 1, cancellationToken).ConfigureAwait(false)
                : null;
            sinks.Add(SinkView.Of(NamedLane.Of(lane), sink, oldest, clock.GetUtcNow()));
        }

        return new StackView(stored.Stack.Id, stored.Stack.Name, stored.Stack.ProjectId, stored.Head, stored.IsClosed, sinks);
    }

    private static async Task<DateTimeOffset?> FindAsync(IEventStoreReader reader, string stackId, long sequence, CancellationToken cancellationToken)
    {
        var query = new EventQuery { StackId = stackId, FromSequence = sequence, Limit = 1 };
        await foreach (var recorded in reader.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            return recorded.RecordedAt;
        }

        return null;
    }
}
