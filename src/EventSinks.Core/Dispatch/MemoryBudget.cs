namespace EventSinks.Dispatch;

/// <summary>How many bytes of events all stacks together keep in memory beside the store. Thread-safe.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _used;

    public long Used => Volatile.Read(ref _used);

    /// <summary>Gets whether so much is used that what can be read again ought to make room.</summary>
    public bool IsShort => Used > bytes / 2;

    public bool TryTake(long size)
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
