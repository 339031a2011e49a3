namespace EventSinks.Dispatch;

/// <summary>How many bytes of events all stacks together keep in memory beside the store. Thread-safe.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _used;

    public long Used => Volatile.Read(ref _used);

    public bool TryTake(int size)
    {
        if (Interlocked.Add(ref _used, size) <= bytes)
        {
            return true;
        }

        Interlocked.Add(ref _used, -size);
        return false;
    }

    public void Return(long size) => Interlocked.Add(ref _used, -size);
}
