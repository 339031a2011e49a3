using System.Runtime.ExceptionServices;

namespace EventSinks.Discovery;

/// <summary>Runs plug-in code that may block for ever: on a thread of its own, with a time limit.</summary>
internal static class PluginThread
{
    /// <summary>Runs something and waits for it.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">What to run.</param>
    /// <param name="limit">How long it may take; then the thread is left to itself.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="PluginTimeoutException">It took longer.</exception>
    public static T Run<T>(Func<T> work, TimeSpan limit)
    {
        var result = RunAll([work], limit)[0];
        result.Error?.Throw();
        return result.Value!;
    }

    /// <summary>Runs several things one after the other, all on one thread, and waits for them.</summary>
    /// <typeparam name="T">What each gives.</typeparam>
    /// <param name="works">What to run; at least one.</param>
    /// <param name="limit">
    /// How long each may take, and at most twice as long; then the thread is left to itself, and what would have come after is not run.
    /// </param>
    /// <returns>What each gave or threw: a <see cref="PluginTimeoutException"/> for the one that took longer, and for all after it.</returns>
    public static IReadOnlyList<PluginResult<T>> RunAll<T>(IReadOnlyList<Func<T>> works, TimeSpan limit)
    {
        var run = new PluginRun<T>(works);
        var thread = new Thread(run.Run) { IsBackground = true, Name = "EventSinks plug-in" };
        thread.UnsafeStart();
        int done;
        do
        {
            done = run.Done;
        }
        while (!thread.Join(limit) && run.Done > done);

        return run.Stop(ExceptionDispatchInfo.Capture(new PluginTimeoutException(limit)));
    }
}
