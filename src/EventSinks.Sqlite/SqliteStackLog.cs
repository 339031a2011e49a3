using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>The events of one stack. Thread-safe.</summary>
internal sealed class SqliteStackLog(string stackId, long stack, WriterThread writer, ReaderThread reader) : IStackLog
{
    public ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RecordedEvent>(cancellationToken);
        }

        // Here, on the publisher's thread: the one that writes has enough to do.
        var request = new AppendRequest(stackId, e, EventBody.Of(e), e.Id.ToByteArray());
        writer.Post(request);
        return new ValueTask<RecordedEvent>(request.Task);
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        await reader.ReadAsync(
            session => StoreReads.EventsAfter(session, stack, after, maxEvents, maxBytes), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        await reader.ReadAsync(
            session => StoreReads.LettersAfter(session, stack, lane, after, maxEvents, maxBytes), cancellationToken).ConfigureAwait(false);
}
