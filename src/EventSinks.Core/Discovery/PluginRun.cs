using System.Runtime.ExceptionServices;

namespace EventSinks.Discovery;

/// <summary>Calls of one plug-in, one after the other. One thread runs them, another may stop waiting for it at any time.</summary>
/// <typeparam name="T">What each call gives.</typeparam>
internal sealed class PluginRun<T>(IReadOnlyList<Func<T>> works)
{
    private readonly PluginResult<T>[] _results = new PluginResult<T>[works.Count];

    // Written by the thread that runs; a result is there before it is counted.
    private volatile int _done;
    private volatile bool _isStopped;

    /// <summary>Gets how many calls have ended.</summary>
    public int Done => _done;

    public void Run()
    {
        for (var i = 0; i < works.Count && !_isStopped; i++)
        {
            _results[i] = Call(works[i]);
            _done = i + 1;
        }
    }

    /// <summary>Ends waiting: no further call is begun.</summary>
    /// <param name="error">What stands for the calls that have not ended.</param>
    /// <returns>What became of each call. A call that ends later changes nothing in it.</returns>
    public IReadOnlyList<PluginResult<T>> Stop(ExceptionDispatchInfo error)
    {
        _isStopped = true;
        var done = _done;
        return [.. _results.Take(done), .. Enumerable.Repeat(new PluginResult<T>(default, error), works.Count - done)];
    }

    private static PluginResult<T> Call(Func<T> work)
    {
        try
        {
            return new PluginResult<T>(work(), null);
        }
        catch (Exception thrown)
        {
            // It belongs to whoever asked for the work.
            return new PluginResult<T>(default, ExceptionDispatchInfo.Capture(thrown));
        }
    }
}
