namespace EventSinks.Dispatch;

/// <summary>Counts the lanes that have something left, and answers those who wait until none has. Owned by the worker.</summary>
internal sealed class DrainWatch
{
    private readonly List<TaskCompletionSource<bool>> _waiting = [];
    private int _busy;
    private int _blocked;

    public void Add(TaskCompletionSource<bool> waiting) => _waiting.Add(waiting);

    /// <summary>Counts a lane anew.</summary>
    /// <param name="lane">The lane, after any change.</param>
    public void Update(Lane lane)
    {
        var busy = !lane.IsFinished
            && (lane.Attempt is not null || lane.IsCommitting || lane.Uncommitted is not null || (lane.Pending > 0 && !lane.IsHeld));
        var blocked = !lane.IsFinished && lane.Pending > 0 && lane.IsHeld;
        _busy += Difference(lane.IsCountedAsBusy, busy);
        _blocked += Difference(lane.IsCountedAsBlocked, blocked);
        lane.IsCountedAsBusy = busy;
        lane.IsCountedAsBlocked = blocked;
    }

    /// <summary>Answers, if nothing can be waited for any more: whether all is settled, or only lanes that are suspended or paused have something left.</summary>
    public void Answer()
    {
        if (_busy > 0 || _waiting.Count == 0)
        {
            return;
        }

        foreach (var waiting in _waiting)
        {
            waiting.TrySetResult(_blocked == 0);
        }

        _waiting.Clear();
    }

    /// <summary>Answers that not everything could be settled.</summary>
    public void Abandon()
    {
        foreach (var waiting in _waiting)
        {
            waiting.TrySetResult(false);
        }

        _waiting.Clear();
    }

    private static int Difference(bool before, bool now) => (now ? 1 : 0) - (before ? 1 : 0);
}
