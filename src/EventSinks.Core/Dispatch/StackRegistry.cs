using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>The stacks that the worker knows, and the life of their lanes: opened, bound, bound otherwise, ended, forgotten. Owned by the worker.</summary>
internal sealed class StackRegistry(
    FairScheduler scheduler, DispatchTimers timers, DrainWatch drain, SinkDisposals disposals, CommitQueue commits, IDispatchEffects effects)
{
    private readonly HashSet<StackLanes> _stacks = [];

    public IReadOnlyCollection<StackLanes> Stacks => _stacks;

    /// <summary>Takes over what was opened: new lanes, changed ones, and those that end.</summary>
    /// <param name="opened">The stack and its bindings.</param>
    /// <param name="now">The time.</param>
    public void Open(DispatchMessage.StackOpened opened, long now)
    {
        var stack = opened.Stack;
        if (stack.IsLost)
        {
            return;
        }

        _stacks.Add(stack);
        stack.Opening = opened.Opening;
        stack.IsClosed = false;
        Advance(stack, opened.Head, opened.Stored.Count);
        var bindings = opened.Bindings.ToDictionary(static binding => binding.Key);
        foreach (var stored in opened.Stored)
        {
            var binding = bindings.GetValueOrDefault(stored.Key)?.For(stored);
            if (Find(stack, stored) is not { } lane)
            {
                Add(stack, binding, stored, now);
                continue;
            }

            lane.End = binding is null ? lane.End ?? stored.End : stored.End;
            lane.IsFinishCommitted &= lane.End is not null;
            if (binding is not null)
            {
                Rebind(lane, binding, now);
            }

            SetPaused(lane, stored.PausedAt, now);
        }

        if (opened.IsClosed)
        {
            Close(stack, opened.Head);
        }

        // In the order of the declarations, so that the status reads like the file.
        stack.Lanes.Sort((a, b) => Order(a).CompareTo(Order(b)));
        stack.Recent.Want(stack.Lanes.Count > 0);

        int Order(Lane lane)
        {
            for (var i = 0; i < opened.Bindings.Count; i++)
            {
                if (opened.Bindings[i].Key == lane.Binding.Key)
                {
                    return i;
                }
            }

            return int.MaxValue;
        }
    }

    /// <summary>Ends the lanes of a stack that takes no more events.</summary>
    /// <param name="closed">The stack and its last event.</param>
    public static void Close(DispatchMessage.StackClosed closed) => Close(closed.Stack, closed.Head);

    /// <summary>Takes over what others have changed in the store: the head, pauses, and lanes that replay.</summary>
    /// <param name="changed">The stack as it is now.</param>
    /// <param name="now">The time.</param>
    public void Change(DispatchMessage.LanesChanged changed, long now)
    {
        var stack = changed.Stack;
        if (stack.IsLost || !_stacks.Contains(stack))
        {
            return;
        }

        Advance(stack, changed.Head, stack.Lanes.Count + changed.Stored.Count);
        foreach (var stored in changed.Stored)
        {
            if (Find(stack, stored) is { } lane)
            {
                SetPaused(lane, stored.PausedAt, now);
            }
            else if (stored.Key.Replay > 0)
            {
                // Other lanes come and go by opening the stack, which may have been done again since this was read.
                Add(stack, changed.Bindings.FirstOrDefault(binding => binding.Key == stored.Key)?.For(stored), stored, now);
            }
        }

        stack.Recent.Want(stack.Lanes.Count > 0);
    }

    /// <summary>
    /// Lets lanes that their destinations have refused try again; one whose call is under way, when that has ended in a refusal.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="now">The time.</param>
    public void RetryRefused(StackLanes stack, long now)
    {
        if (stack.IsLost || !_stacks.Contains(stack))
        {
            return;
        }

        foreach (var lane in stack.Lanes)
        {
            if (lane.Attempt is not null)
            {
                lane.RetriesRefusal = true;
            }
            else
            {
                RetryRefused(lane, now);
            }
        }
    }

    /// <summary>Lets a lane that its destination has refused try again.</summary>
    /// <param name="lane">The lane; one that was not refused is left alone.</param>
    /// <param name="now">The time.</param>
    public void RetryRefused(Lane lane, long now)
    {
        lane.RetriesRefusal = false;
        if (lane.MisconfiguredBecause is not null)
        {
            Rebind(lane, lane.NextBinding ?? lane.Binding, now);
        }
    }

    /// <summary>Another process has the stack: its lanes start nothing more here.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">The time.</param>
    public void Lose(Lane lane, long now)
    {
        lane.Owner.IsLost = true;
        lane.NextBinding = null;
        lane.Suspend("another process has taken over", now);
        Withdraw(lane);
        disposals.Start(lane, now);
        drain.Update(lane);
    }

    /// <summary>Gives a lane another binding: at once, or as soon as the call under way has ended.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="binding">Its new binding.</param>
    /// <param name="now">The time.</param>
    public void Rebind(Lane lane, LaneBinding binding, long now)
    {
        if (lane.Binding.IsSameAs(binding) && !lane.IsSuspended)
        {
            // Nothing has changed, so nothing starts anew: no wait is cut short and no window runs again.
            lane.Binding = binding;
            lane.NextBinding = null;
            return;
        }

        if (lane.Attempt is not null || lane.HeldQueue is not null)
        {
            lane.NextBinding = binding;
            return;
        }

        Withdraw(lane);
        if (lane.Phase is LanePhase.BackingOff)
        {
            lane.Phase = LanePhase.Idle;
        }

        // In this order, so that an endpoint whose only lane this is keeps its circuit.
        var queue = Join(lane.Owner, binding);
        scheduler.Leave(lane.Queue);
        var changed = lane.Binding.Fingerprint != binding.Fingerprint;
        lane.Queue = queue;
        lane.Binding = binding;
        lane.NextBinding = null;
        lane.Resume(now);
        if (!lane.IsLeftAlone)
        {
            commits.Note(lane);
        }

        if (changed || lane.IsSuspended)
        {
            disposals.Start(lane, now);
        }
    }

    /// <summary>Forgets a lane that has settled everything and is no longer declared.</summary>
    /// <param name="lane">The lane; one that has been forgotten before is left alone.</param>
    public void Forget(Lane lane)
    {
        if (lane.IsFinished)
        {
            return;
        }

        Withdraw(lane);
        lane.TrimAhead(isWaiting: true);
        lane.IsFinished = true;
        lane.Owner.Lanes.Remove(lane);
        lane.Owner.Forgotten[lane.Binding.Key] = new StoredLane(lane.Binding.Key, lane.Start, lane.Cursor, lane.Counters, lane.End);
        timers.Idle.Remove(lane.IdleNode);
        scheduler.Leave(lane.Queue);
        drain.Update(lane);
        lane.Owner.Recent.Want(lane.Owner.Lanes.Count > 0);
    }

    /// <summary>Forgets a closed stack without lanes, and tells of it.</summary>
    /// <param name="stack">The stack.</param>
    public void FinishIfDone(StackLanes stack)
    {
        if (stack.IsClosed && stack.Lanes.Count == 0 && _stacks.Remove(stack))
        {
            effects.FinishStack(stack);
        }
    }

    private static void Close(StackLanes stack, long head)
    {
        stack.IsClosed = true;
        stack.Head = Math.Max(stack.Head, head);
        foreach (var lane in stack.Lanes)
        {
            lane.End ??= head;
        }
    }

    // Before the head is looked at: what is recorded from here on is told of.
    private static void Advance(StackLanes stack, long head, int lanes)
    {
        stack.Recent.Want(lanes > 0);
        stack.Head = Math.Max(stack.Head, Math.Max(head, stack.Recent.TakeSignal()));
    }

    private static void Withdraw(Lane lane)
    {
        if (lane.Phase is LanePhase.Ready)
        {
            FairScheduler.Withdraw(lane);
            lane.Phase = LanePhase.Idle;
        }
    }

    // What was under way ends as it would have; the window of what is pending runs anew when the lane is resumed.
    private static void SetPaused(Lane lane, DateTimeOffset? pausedAt, long now)
    {
        if (lane.PausedAt is not null && pausedAt is null)
        {
            lane.ResumedAt = now;
            lane.ExpiresAt = null;
        }

        lane.PausedAt = pausedAt;
        if (pausedAt is not null)
        {
            Withdraw(lane);
        }
    }

    private Lane? Find(StackLanes stack, StoredLane stored)
    {
        var lane = stack.Lanes.Find(lane => lane.Binding.Key == stored.Key);
        if (lane is null || lane.Start == stored.Start)
        {
            return lane;
        }

        // It had finished in the store before it was named again: the new lane has nothing to do with the old one.
        Forget(lane);
        return null;
    }

    private void Add(StackLanes stack, LaneBinding? binding, StoredLane stored, long now)
    {
        if (stack.Forgotten.TryGetValue(stored.Key, out var forgotten) && forgotten.Start == stored.Start)
        {
            if (stored.End is not null)
            {
                // It has finished since it was read from the store.
                return;
            }

            // Named again just when it had finished, and read from the store before that was committed.
            stored = stored with { Cursor = Math.Max(stored.Cursor, forgotten.Cursor), Counters = forgotten.Counters };
        }

        stack.Forgotten.Remove(stored.Key);
        binding ??= LaneBinding.Unknown(stored.Key);
        var lane = new Lane(stack, binding, stored, Join(stack, binding), now);
        stack.Lanes.Add(lane);
        if (!lane.IsLeftAlone && (lane.IsSuspended || IsKnownAsSuspendedInVain(lane, stored.Health)))
        {
            commits.Note(lane);
        }
    }

    // One that its destination refused and that has something to deliver asks it again at once, and is told of then.
    private static bool IsKnownAsSuspendedInVain(Lane lane, LaneHealth stored) =>
        stored.SuspendedBecause is not null && !(stored.IsMisconfigured && lane.Pending > 0);

    private LaneQueue Join(StackLanes stack, LaneBinding binding) => scheduler.Join(
        stack.Stack.ProjectId ?? stack.Stack.RootStackId ?? stack.Stack.Id,
        binding.Key.SinkType,
        binding.Endpoint ?? binding.Key.Destination,
        binding.IsGlobal);
}
