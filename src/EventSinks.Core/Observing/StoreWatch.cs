namespace EventSinks.Observing;

/// <summary>Knows of each thing that the store does whether the last attempt at it failed. Thread-safe.</summary>
internal sealed class StoreWatch(TimeProvider clock)
{
    // What fails for good is tried again more often than this, so an older failure says nothing any longer: nobody has asked since.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly StoreFailure?[] _failures = new StoreFailure?[3];

    public void Succeeded(StoreOperation operation)
    {
        // Looked at first: nearly always there is nothing to write, and all publishers come by here.
        if (Volatile.Read(ref _failures[(int)operation]) is not null)
        {
            Volatile.Write(ref _failures[(int)operation], null);
        }
    }

    public void Failed(StoreOperation operation, Exception error)
    {
        var now = clock.GetUtcNow();
        var known = Volatile.Read(ref _failures[(int)operation]);
        var since = known is not null && now - known.LastAt <= Memory ? known.Since : now;
        Volatile.Write(ref _failures[(int)operation], new StoreFailure(operation, error.GetType().Name, since, now));
    }

    /// <summary>Gives what the store fails to do at present.</summary>
    /// <returns>At most one for each operation.</returns>
    public StoreFailure[] GetFailures()
    {
        var now = clock.GetUtcNow();
        return [.. _failures.OfType<StoreFailure>().Where(failure => now - failure.LastAt <= Memory)];
    }
}
