using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>An event to be recorded, encoded by its publisher's own thread.</summary>
internal sealed class AppendRequest(string stackId, StackEvent e, byte[] body, byte[] eventId) : WorkItem
{
    private readonly TaskCompletionSource<RecordedEvent> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RecordedEvent _recorded;

    public Task<RecordedEvent> Task => _done.Task;

    public override void Fail(EventStoreException error) => _done.TrySetException(error);

    protected override void Do(WriteTransaction writer) => _recorded = writer.Append(stackId, e, body, eventId);

    protected override void Complete() => _done.TrySetResult(_recorded);
}
