using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Looks up since when a stack's sinks have been behind: only the store knows of events that are not in memory.</summary>
internal static class OldestPending
{
    public static async ValueTask<StackDeliveryStatus> AddAsync(StackDeliveryStatus status, IStackLog log, CancellationToken cancellationToken)
    {
        if (status.Sinks.All(static sink => sink.Pending == 0))
        {
            return status;
        }

        List<SinkDeliveryStatus> sinks = [];
        foreach (var sink in status.Sinks)
        {
            sinks.Add(sink.Pending == 0 ? sink : sink with { OldestPendingAt = await FindAsync(log, sink.Cursor, cancellationToken).ConfigureAwait(false) });
        }

        return status with { Sinks = sinks };
    }

    private static async ValueTask<DateTimeOffset?> FindAsync(IStackLog log, long cursor, CancellationToken cancellationToken) =>
        await log.ReadAsync(cursor, 1, 1, cancellationToken).ConfigureAwait(false) is [var oldest, ..] ? oldest.RecordedAt : null;
}
