namespace EventSinks.Dispatch;

/// <summary>
/// How often each pending event of a lane was offered in vain, and since when. Attempts begin with the oldest pending event, so one counts
/// for every event up to its last. Owned by the worker.
/// </summary>
internal sealed class FailedAttempts
{
    // Ascending by the last event, one step for each: never more of them than a batch has events.
    private readonly List<(long Through, int Attempts, DateTimeOffset FirstAt)> _steps = [];

    /// <summary>Takes note of an attempt.</summary>
    /// <param name="through">The sequence of the last event that it offered.</param>
    /// <param name="startedAt">When it started.</param>
    public void Add(long through, DateTimeOffset startedAt)
    {
        var index = _steps.FindIndex(step => step.Through >= through);
        if (index < 0)
        {
            _steps.Add((through, 1, startedAt));
        }
        else if (_steps[index].Through == through)
        {
            _steps[index] = _steps[index] with { Attempts = _steps[index].Attempts + 1 };
        }
        else
        {
            _steps.Insert(index, (through, 1, startedAt));
        }
    }

    /// <summary>Says how often an event was offered.</summary>
    /// <param name="sequence">Its sequence; it is pending.</param>
    /// <returns>How often, and since when if it was at all.</returns>
    public (int Attempts, DateTimeOffset? FirstAt) Of(long sequence)
    {
        var attempts = 0;
        DateTimeOffset? first = null;
        for (var i = _steps.Count - 1; i >= 0 && _steps[i].Through >= sequence; i--)
        {
            attempts += _steps[i].Attempts;
            first = first < _steps[i].FirstAt ? first : _steps[i].FirstAt;
        }

        return (attempts, first);
    }

    /// <summary>Forgets events that are settled.</summary>
    /// <param name="cursor">The sequence up to which they are.</param>
    public void Forget(long cursor)
    {
        var settled = _steps.FindIndex(step => step.Through > cursor);
        _steps.RemoveRange(0, settled < 0 ? _steps.Count : settled);
    }

    public void Clear() => _steps.Clear();
}
