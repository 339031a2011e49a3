namespace EventSinks.Dispatch;

/// <summary>
/// Looks for the event that makes a sink throw: after two exceptions in a row a batch is halved, and then with each further one, until the
/// event that is behind it stands alone. Owned by the worker.
/// </summary>
internal struct PoisonSearch()
{
    // Exceptions in a row without progress, and the last event of the batch in which an event is being looked for.
    private int _exceptions;
    private long _suspectThrough;

    /// <summary>Gets how many events a batch may hold.</summary>
    public int BatchCap { get; private set; } = int.MaxValue;

    /// <summary>Takes note of an exception.</summary>
    /// <param name="cursor">The lane's cursor.</param>
    /// <param name="events">How many events the batch held.</param>
    /// <param name="through">The sequence of the last of them.</param>
    public void CountException(long cursor, int events, long through)
    {
        _exceptions++;
        if (_exceptions >= 2 || cursor < _suspectThrough)
        {
            BatchCap = Math.Max(1, events / 2);
            _suspectThrough = Math.Max(_suspectThrough, through);
        }
    }

    /// <summary>The lane has moved on.</summary>
    /// <param name="cursor">Its new cursor.</param>
    public void Settle(long cursor)
    {
        _exceptions = 0;
        if (cursor >= _suspectThrough)
        {
            BatchCap = int.MaxValue;
        }
    }

    /// <summary>What failed before may work now: batches are as large as ever, until something throws again.</summary>
    public void Restart()
    {
        _exceptions = 0;
        BatchCap = int.MaxValue;
    }
}
