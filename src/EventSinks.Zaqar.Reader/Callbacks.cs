using System.Runtime.ExceptionServices;

namespace EventSinks.Zaqar.Reader;

/// <summary>Calls the callbacks of one enumeration, one at a time: a deletion may run beside it. Thread-safe.</summary>
internal sealed class Callbacks(ZaqarQueueReaderOptions options)
{
    private readonly Lock _gate = new();
    private string? _trouble;
    private ExceptionDispatchInfo? _thrown;

    /// <summary>Tells of trouble, once for each reason in a row. What the callback throws comes out at once.</summary>
    public void TellOfTrouble(string line)
    {
        lock (_gate)
        {
            if (_trouble != line)
            {
                _trouble = line;
                options.OnTrouble?.Invoke(line);
            }
        }
    }

    /// <summary>Tells that there is an answer, if there was trouble before. What the callback throws is kept.</summary>
    public void TellOfAnswer()
    {
        lock (_gate)
        {
            if (_trouble is null)
            {
                return;
            }

            _trouble = null;
            try
            {
                options.OnRecovered?.Invoke();
            }
            catch (Exception error)
            {
                // The answer may be a claim, or that a message is deleted: whoever asked has to have it first.
                _thrown ??= ExceptionDispatchInfo.Capture(error);
            }
        }
    }

    /// <summary>Tells that everything has been read.</summary>
    public void TellOfCatchingUp()
    {
        lock (_gate)
        {
            options.OnCaughtUp?.Invoke();
        }
    }

    /// <summary>Tells of a gap, if there is one.</summary>
    public void TellOf(SequenceGap? gap)
    {
        if (gap is not null)
        {
            lock (_gate)
            {
                options.OnGap?.Invoke(gap);
            }
        }
    }

    /// <summary>Throws, once, what a callback threw and what was kept. Called by the enumeration.</summary>
    public void ThrowKept()
    {
        ExceptionDispatchInfo? thrown;
        lock (_gate)
        {
            (thrown, _thrown) = (_thrown, null);
        }

        thrown?.Throw();
    }
}
