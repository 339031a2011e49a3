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
        T? result = default;
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception thrown)
            {
                // It belongs to whoever asked for the work.
                error = ExceptionDispatchInfo.Capture(thrown);
            }
        })
        {
            IsBackground = true,
            Name = "EventSinks plug-in",
        };
        thread.UnsafeStart();
        if (!thread.Join(limit))
        {
            throw new PluginTimeoutException(limit);
        }

        error?.Throw();
        return result!;
    }
}
