using EventSinks.Storage;

namespace EventSinks.Observing;

/// <summary>A stack's log in a <see cref="StoreSeam"/>.</summary>
internal sealed class StoreSeamLog(IStackLog inner, StoreSeam seam) : IStackLog
{
    public async ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken)
    {
        await seam.MeetAsync(StoreOperation.Append);
        return await inner.AppendAsync(e, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        await seam.MeetAsync(StoreOperation.Read);
        return await inner.ReadAsync(after, maxEvents, maxBytes, cancellationToken);
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        inner.ReadDeadLettersAsync(lane, after, maxEvents, maxBytes, cancellationToken);
}
