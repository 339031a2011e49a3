using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>The stacks that the worker knows, and the life of their lanes: opened, bound, bound otherwise, ended, forgotten. Owned by the worker.</summary>
internal sealed class StackRegistry(
    FairScheduler scheduler, DispatchTimers timers, DrainWatch drain, SinkDisposals disposals, IDispatchEffects effects)
{
    private readonly HashSet<StackLanes> _stacks = [];

    public IReadOnlyCollection<StackLanes> Stacks => _stacks;

    /// <summary>Takes over what was opened: new lanes, changed ones, and those that end.</summary>
    /// <param name="opened">The stack and its bindings.</param>
    /// <param name="now">The time.</param>
    public void Open(DispatchMessage.StackOpened opened, long now)
    {
        var stack = opened.Stack;
        _stacks.Add(stack);
        stack.Opening = opened.Opening;
        stack.IsClosed = false;

        // Before its head is looked at: what is recorded from here on is told of.
        stack.Recent.Want(opened.Stored.Count > 0);
        stack.Head = Math.Max(stack.Head, Math.Max(opened.Head, stack.Recent.TakeSignal()));
        var bindings = opened.Bindings.ToDictionary(static binding => binding.Key);
        foreach (var stored in opened.Stored)
        {
            var lane = stack.Lanes.Find(lane => lane.Binding.Key == stored.Key);
            if (lane is not null && lane.Start != stored.Start)
            {
                // It had finished in the store before it was named again: the new lane has nothing to do with the old one.
                Forget(lane);
                lane = null;
            }

            if (bindings.TryGetValue(stored.Key, out var binding))
            {
                lane = lane is null ? Add(stack, binding, stored, now) : Rebind(lane, binding, now);
                lane.End = null;
                lane.IsFinishCommitted = false;
            }
            else if (lane is not null)
            {
                lane.End ??= stored.End;
            }
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
    public static void Close(DispatchMessage.StackClosed closed)
    {
        var stack = closed.Stack;
        stack.IsClosed = true;
        stack.Head = Math.Max(stack.Head, closed.Head);
        foreach (var lane in stack.Lanes)
        {
            lane.End ??= closed.Head;
        }
    }

    /// <summary>Gives a lane another binding: at once, or as soon as the call under way has ended.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="binding">Its new binding.</param>
    /// <param name="now">The time.</param>
    /// <returns>The lane.</returns>
    public Lane Rebind(Lane lane, LaneBinding binding, long now)
    {
        if (lane.Binding.IsSameAs(binding) && !lane.IsSuspended)
        {
            // Nothing has changed, so nothing starts anew: no wait is cut short and no window runs again.
            lane.Binding = binding;
            lane.NextBinding = null;
            return lane;
        }

        if (lane.Attempt is not null)
        {
            lane.NextBinding = binding;
            return lane;
        }

        if (lane.Phase is LanePhase.Ready)
        {
            FairScheduler.Withdraw(lane);
        }

        // What waits for a read goes on waiting: what it reads does not depend on the binding.
        if (lane.Phase is LanePhase.Ready or LanePhase.BackingOff)
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
        if (changed || lane.IsSuspended)
        {
            disposals.Start(lane, now);
        }

        return lane;
    }

    /// <summary>Forgets a lane that has settled everything and is no longer declared.</summary>
    /// <param name="lane">The lane; one that has been forgotten before is left alone.</param>
    public void Forget(Lane lane)
    {
        if (lane.IsFinished)
        {
            return;
        }

        if (lane.Phase is LanePhase.Ready)
        {
            FairScheduler.Withdraw(lane);
            lane.Phase = LanePhase.Idle;
        }

        lane.IsFinished = true;
        lane.Owner.Lanes.Remove(lane);
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

    private Lane Add(StackLanes stack, LaneBinding binding, StoredLane stored, long now)
    {
        var lane = new Lane(stack, binding, stored, Join(stack, binding), now);
        stack.Lanes.Add(lane);
        return lane;
    }

    private LaneQueue Join(StackLanes stack, LaneBinding binding) => scheduler.Join(
        stack.Stack.ProjectId ?? stack.Stack.RootStackId ?? stack.Stack.Id,
        binding.Key.SinkType,
        binding.Endpoint ?? binding.Key.Destination);
}
