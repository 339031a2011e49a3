namespace EventSinks.Storage;

/// <summary>A publisher that waits for room in the in-memory store. Whoever takes it first decides: the store, or its cancellation.</summary>
internal sealed class WaitingAppend
{
    private readonly TaskCompletionSource<RecordedEvent> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancellation;
    private int _taken;

    public WaitingAppend(StackEvent e, CancellationToken cancellationToken)
    {
        Event = e;
        _cancellation = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var self = (WaitingAppend)state!;
                if (self.TryTake())
                {
                    self._done.SetCanceled(token);
                }
            },
            this);
    }

    public StackEvent Event { get; }

    public Task<RecordedEvent> Task => _done.Task;

    public bool IsCancelled => Task.IsCanceled;

    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public void SetResult(RecordedEvent recorded)
    {
        _cancellation.Unregister();
        _done.SetResult(recorded);
    }

    public void TrySetException(Exception error)
    {
        if (TryTake())
        {
            _cancellation.Unregister();
            _done.SetException(error);
        }
    }
}
