using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>Gathers what came of deliveries while a commit is under way, and commits it together when that has ended. Owned by the worker.</summary>
internal sealed class CommitQueue(DispatchOptions options, IDispatchEffects effects, DispatchTimers timers)
{
    private readonly List<Lane> _changed = [];
    private readonly List<Lane> _committing = [];
    private List<LaneSettlement> _settlements = [];
    private int _failures;
    private bool _isUnderWay;

    public bool IsIdle => !_isUnderWay && _committing.Count == 0 && _changed.Count == 0;

    /// <summary>A lane is about to have something to commit.</summary>
    /// <param name="lane">The lane.</param>
    public void Note(Lane lane)
    {
        if (lane.Uncommitted is null)
        {
            lane.Uncommitted = new Settlement();
            _changed.Add(lane);
        }
    }

    /// <summary>Starts a commit of all there is, unless one is under way.</summary>
    public void Start()
    {
        if (_committing.Count > 0)
        {
            return;
        }

        // One that was forgotten meanwhile has finished in the store, and may have been made anew there.
        _changed.RemoveAll(static lane => lane.IsFinished);
        if (_changed.Count == 0)
        {
            return;
        }

        _settlements = new List<LaneSettlement>(_changed.Count);
        foreach (var lane in _changed)
        {
            var outcome = lane.Uncommitted!;
            lane.Uncommitted = null;
            lane.IsCommitting = true;
            lane.BatchesCommitting = outcome.Batches;
            lane.IsFinishCommitted = outcome.IsFinish && lane.End is not null;
            _settlements.Add(new(
                lane.Owner.Stack.Id, lane.Binding.Key, lane.Cursor, outcome.Settled, outcome.DeadLetters, lane.IsFinishCommitted)
            {
                Epoch = lane.Owner.Epoch,
                FailedAttempts = outcome.FailedAttempts,
                Health = lane.TakeChangedHealth(),
            });
        }

        _committing.AddRange(_changed);
        _changed.Clear();
        Send();
    }

    /// <summary>Makes a commit that failed once more.</summary>
    public void Retry()
    {
        if (!_isUnderWay && _committing.Count > 0)
        {
            Send();
        }
    }

    /// <summary>The commit has failed: it is made again after a while, and cursors stay where they are.</summary>
    /// <param name="now">The time.</param>
    public void Failed(long now)
    {
        _isUnderWay = false;
        timers.WakeAt(this, now + Doubling.Delay(options.RetryBaseDelay, options.CircuitMaxDelay, _failures++).Ticks);
    }

    /// <summary>The commit has ended well.</summary>
    /// <returns>Its lanes.</returns>
    public Lane[] Succeeded()
    {
        _isUnderWay = false;
        _failures = 0;
        return TakeCommitting();
    }

    /// <summary>The commit was refused for good: other processes have the stacks, and nothing more of theirs is committed.</summary>
    /// <returns>The stacks.</returns>
    public HashSet<StackLanes> Lost()
    {
        _isUnderWay = false;
        HashSet<StackLanes> stacks = [.. TakeCommitting().Select(static lane => lane.Owner)];
        foreach (var lane in _changed.Where(lane => stacks.Contains(lane.Owner)))
        {
            lane.Uncommitted = null;
        }

        _changed.RemoveAll(static lane => lane.Uncommitted is null);
        return stacks;
    }

    private Lane[] TakeCommitting()
    {
        Lane[] lanes = [.. _committing];
        _committing.Clear();
        foreach (var lane in lanes)
        {
            lane.IsCommitting = false;
            lane.BatchesCommitting = 0;
        }

        return lanes;
    }

    private void Send()
    {
        _isUnderWay = true;
        effects.Settle(_settlements);
    }
}
