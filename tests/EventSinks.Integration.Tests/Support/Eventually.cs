namespace EventSinks.Integration.Support;

/// <summary>Waits for what another process does, where no event tells of it.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads a value until it is as wanted, and returns it; after the time limit, returns the last one read, for the test to assert on.</summary>
    /// <param name="read">Reads the value. An <see cref="HttpRequestException"/> means "not yet", except at the end.</param>
    /// <param name="isWanted">Whether the waiting is over.</param>
    /// <param name="patience">How long to wait at most; 10 seconds when null.</param>
    public static async Task<T> ReadAsync<T>(
        Func<CancellationToken, Task<T>> read, Predicate<T> isWanted, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        var limit = patience ?? TimeSpan.FromSeconds(10);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var isLast = TimeProvider.System.GetElapsedTime(start) >= limit;
            try
            {
                var value = await read(cancellationToken);
                if (isLast || isWanted(value))
                {
                    return value;
                }
            }
            catch (HttpRequestException) when (!isLast)
            {
                // Not there yet, or being restarted.
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
