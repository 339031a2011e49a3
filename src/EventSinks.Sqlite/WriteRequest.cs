using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>A change with a result.</summary>
/// <typeparam name="T">What it results in.</typeparam>
internal sealed class WriteRequest<T>(Func<WriteTransaction, T> change) : WorkItem
{
    // Continuations elsewhere: the thread that commits has more to do.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Fail(EventStoreException error) => _done.TrySetException(error);

    protected override void Do(WriteTransaction writer) => _result = change(writer);

    protected override void Complete() => _done.TrySetResult(_result!);
}
