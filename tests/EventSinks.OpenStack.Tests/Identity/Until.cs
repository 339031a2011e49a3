namespace EventSinks.OpenStack.Identity;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Until
{
    /// <summary>Returns as soon as the condition holds; the test's own time limit ends it on the day it never does.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public static Task TrueAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        TrueAsync(() => Task.FromResult(condition()), cancellationToken);
}
