using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>
/// Decides everything about deliveries: messages in, effects out, time as a parameter. It does no I/O, waits for nothing, runs no plug-in
/// code and is deterministic, so that the simulation can drive it through any schedule. Used by one thread: the worker.
/// </summary>
/// <remarks>
/// A lane is looked at by <see cref="Consider"/> after anything that concerns it has changed; that is the one place where it goes on.
/// </remarks>
internal sealed class DispatchLoop
{
    private readonly DispatchOptions _options;
    private readonly IDispatchEffects _effects;
    private readonly ILogger _logger;
    private readonly DispatchTimers _timers;
    private readonly FairScheduler _scheduler;
    private readonly CommitQueue _commits;
    private readonly OutcomePolicy _outcomes;
    private readonly DrainWatch _drain = new();
    private readonly HashSet<StackLanes> _stacks = [];
    private readonly HashSet<DeliveryAttempt> _attempts = [];
    private readonly Queue<Lane> _awaitingRead = [];
    private readonly object _stopDeadline = new();
    private int _reads;
    private int _disposals;
    private bool _stopping;
    private bool _stopTimedOut;

    public DispatchLoop(DispatchOptions options, IDispatchEffects effects, Random random, ILogger logger)
    {
        _options = options;
        _effects = effects;
        _logger = logger;
        _timers = new DispatchTimers(options);
        _scheduler = new FairScheduler(options);
        _commits = new CommitQueue(options, effects, _timers);
        _outcomes = new OutcomePolicy(options, random, _commits, logger);
    }

    /// <summary>Gets when <see cref="Advance"/> has to be called at the latest, in UTC ticks; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDue => _timers.NextDue;

    /// <summary>Gets whether stopping has come to its end.</summary>
    public bool IsStopped => _stopping && (_stopTimedOut || (_attempts.Count == 0 && _disposals == 0 && _reads == 0 && _commits.IsIdle));

    /// <summary>Gets how many attempts hold a slot.</summary>
    public int InFlight => _scheduler.InFlight;

    /// <summary>Takes a message. What follows from it is started by <see cref="Advance"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time, in UTC ticks.</param>
    public void Handle(DispatchMessage message, long now)
    {
        switch (message)
        {
            case DispatchMessage.EventsRecorded recorded:
                OnEventsRecorded(recorded.Stack, now);
                break;
            case DispatchMessage.AttemptEnded ended:
                OnAttemptEnded(ended.Attempt, ended.Result, now);
                break;
            case DispatchMessage.SettleEnded settled:
                OnSettleEnded(settled.Error, now);
                break;
            case DispatchMessage.ReadEnded read:
                OnReadEnded(read, now);
                break;
            case DispatchMessage.SinkDisposed disposed:
                OnDisposalEnded(disposed.Disposal, now);
                break;
            case DispatchMessage.SinkTypeBlocked blocked:
                OnSlowCall(_scheduler.SinkType(blocked.SinkType));
                break;
            case DispatchMessage.StackOpened opened:
                OnStackOpened(opened, now);
                break;
            case DispatchMessage.StackClosed closed:
                OnStackClosed(closed, now);
                break;
            case DispatchMessage.StatusAsked asked:
                // A publisher may have put its event in and not have told of it yet.
                OnEventsRecorded(asked.Stack, now);
                asked.Answer.TrySetResult(
                    new(asked.Stack.Stack, asked.Stack.Head, [.. asked.Stack.Lanes.Select(static lane => lane.ToStatus())]));
                break;
            case DispatchMessage.DrainAsked asked:
                foreach (var stack in _stacks)
                {
                    OnEventsRecorded(stack, now);
                }

                _drain.Add(asked.Answer);
                break;
            case DispatchMessage.PulseAsked asked:
                asked.Answer.TrySetResult(true);
                break;
            case DispatchMessage.StopAsked:
                OnStopAsked(now);
                break;
            default:
                throw new ArgumentException($"Unknown message {message}.", nameof(message));
        }
    }

    /// <summary>Does what is due, and starts all that may start.</summary>
    /// <param name="now">The time, in UTC ticks.</param>
    public void Advance(long now)
    {
        FireTimers(now);
        StartReads();
        while (!_stopping && _scheduler.Next() is { } lane)
        {
            Start(lane, now);
        }

        StartReads();
        _commits.Start();
        _drain.Answer();
    }

    /// <summary>Answers those who wait for what can no longer come: the worker has ended.</summary>
    public void Abandon() => _drain.Abandon();

    private void OnEventsRecorded(StackLanes stack, long now)
    {
        stack.Head = Math.Max(stack.Head, stack.Recent.TakeSignal());
        foreach (var lane in stack.Lanes)
        {
            Consider(lane, now);
        }
    }

    private void OnStackOpened(DispatchMessage.StackOpened opened, long now)
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
        foreach (var lane in stack.Lanes.ToArray())
        {
            Consider(lane, now);
        }

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

    private void OnStackClosed(DispatchMessage.StackClosed closed, long now)
    {
        var stack = closed.Stack;
        stack.IsClosed = true;
        stack.Head = Math.Max(stack.Head, closed.Head);
        foreach (var lane in stack.Lanes.ToArray())
        {
            lane.End ??= closed.Head;
            Consider(lane, now);
        }

        FinishStackIfDone(stack);
    }

    private Lane Add(StackLanes stack, LaneBinding binding, StoredLane stored, long now)
    {
        var lane = new Lane(stack, binding, stored, Join(stack, binding), now);
        stack.Lanes.Add(lane);
        return lane;
    }

    // A changed declaration takes effect at once, or as soon as the call under way has ended.
    private Lane Rebind(Lane lane, LaneBinding binding, long now)
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
        _scheduler.Leave(lane.Queue);
        var changed = lane.Binding.Fingerprint != binding.Fingerprint;
        lane.Queue = queue;
        lane.Binding = binding;
        lane.NextBinding = null;
        lane.Resume(now);
        if (changed || lane.IsSuspended)
        {
            DisposeSink(lane, now);
        }

        return lane;
    }

    private LaneQueue Join(StackLanes stack, LaneBinding binding) => _scheduler.Join(
        stack.Stack.ProjectId ?? stack.Stack.RootStackId ?? stack.Stack.Id,
        binding.Key.SinkType,
        binding.Endpoint ?? binding.Key.Destination);

    /// <summary>Looks at a lane that may have something to do, and lets it go on if it may.</summary>
    private void Consider(Lane lane, long now)
    {
        _drain.Update(lane);
        if (lane.Phase is not LanePhase.Idle || lane.IsFinished || _stopping || lane.Disposal is not null)
        {
            return;
        }

        if (lane.Pending == 0)
        {
            Rest(lane, now);
        }
        else if (lane.IsSuspended && lane.End is not null)
        {
            Expire(lane, now);
        }
        else if (!lane.IsSuspended && lane.BatchesUncommitted <= 1)
        {
            _timers.Idle.Remove(lane.IdleNode);
            if (lane.HasNextInMemory())
            {
                lane.Phase = LanePhase.Ready;
                _scheduler.Enqueue(lane);
            }
            else
            {
                AwaitRead(lane);
            }
        }
    }

    // Nothing is pending: the lane finishes, or its sink may be disposed after a while.
    private void Rest(Lane lane, long now)
    {
        if (lane.End is not null && lane.Cursor >= lane.End)
        {
            if (lane.Handle is not null)
            {
                DisposeSink(lane, now);
            }

            if (lane.Disposal is null && !lane.IsCommitting)
            {
                _commits.Note(lane);
                lane.Uncommitted!.IsFinish = true;
                _drain.Update(lane);
            }
        }
        else if (lane.Handle is not null && lane.IdleNode.List is null)
        {
            _timers.Idle.Add(lane.IdleNode, now);
        }
    }

    // Nobody can mend a lane that is no longer declared: it has the retry window, from when it was seen to be so.
    private void Expire(Lane lane, long now)
    {
        if (lane.ExpiresAt is not { } due)
        {
            lane.ExpiresAt = now + _options.RetryWindow.Ticks;
            _timers.WakeAt(lane, lane.ExpiresAt.Value);
        }
        else if (due <= now)
        {
            _outcomes.GiveUpRest(lane, now);
            Rest(lane, now);
        }
    }

    private void AwaitRead(Lane lane)
    {
        lane.Phase = LanePhase.AwaitingRead;
        _awaitingRead.Enqueue(lane);
    }

    private void StartReads()
    {
        while (_reads < _options.MaxReads && _awaitingRead.TryDequeue(out var lane))
        {
            _reads++;
            lane.Phase = LanePhase.Reading;
            _effects.Read(lane);
        }
    }

    private void OnReadEnded(DispatchMessage.ReadEnded read, long now)
    {
        _reads--;
        var lane = read.Lane;
        lane.Phase = LanePhase.Idle;
        if (read.Error is null && read.Events.Count > 0)
        {
            lane.Prefetch(read.Events);
            Consider(lane, now);
            return;
        }

        // Either the store is down, or it says that nothing is there although it once said otherwise: neither is helped by haste.
        DispatchLog.ReadFailed(_logger, lane.Owner.Stack.Id, read.Error ?? "the store has no event after the cursor");
        BackOff(lane, now + _options.RetryBaseDelay.Ticks);
        _drain.Update(lane);
    }

    private void Start(Lane lane, long now)
    {
        lane.Phase = LanePhase.Idle;
        var scanned = lane.TakeBatch(Math.Max(1, Math.Min(lane.Limits.Events, lane.BatchCap)));
        if (scanned.Length == 0)
        {
            if (lane.IsRestDropped)
            {
                _outcomes.Settle(lane, lane.Target, 0, 0, now);
                Consider(lane, now);
            }
            else
            {
                // It was in memory when the lane became ready, and has been pushed out since.
                AwaitRead(lane);
            }

            return;
        }

        var wanted = lane.Binding.Filter is { } filter ? Array.FindAll(scanned, e => filter(e.Event)) : scanned;
        if (wanted.Length == 0)
        {
            _outcomes.Settle(lane, scanned[^1].Sequence, 0, scanned.Length, now);
            Consider(lane, now);
            return;
        }

        var attempt = new DeliveryAttempt(lane, lane.Handle ??= new SinkHandle(lane.Binding.CreateSink), scanned, wanted, now);
        lane.Phase = LanePhase.Delivering;
        lane.Attempt = attempt;
        _attempts.Add(attempt);
        _scheduler.Started(attempt.Queue, wanted.Length);
        _timers.Deadlines.Add(attempt.DeadlineNode, now);
        _timers.Watches.Add(attempt.WatchNode, now);
        _effects.Deliver(attempt);
    }

    private void OnAttemptEnded(DeliveryAttempt attempt, AttemptResult result, long now)
    {
        var lane = attempt.Lane;
        _attempts.Remove(attempt);
        _timers.Deadlines.Remove(attempt.DeadlineNode);
        _timers.Watches.Remove(attempt.WatchNode);
        var timedOut = !attempt.HoldsSlots && !_stopping;
        JudgeEndpoint(attempt, result, now);
        ReleaseSlots(attempt);

        lane.Attempt = null;
        lane.Phase = LanePhase.Idle;
        lane.Limits = result.Limits;
        if (_stopping && result.IsException)
        {
            // The cancellation was ours: nothing is held against the sink, and the cursor stays.
            _drain.Update(lane);
        }
        else
        {
            var cursor = lane.Cursor;
            var retryAt = _outcomes.Apply(attempt, result, timedOut, now);
            if (lane.Cursor > cursor)
            {
                lane.Uncommitted!.Batches++;
            }

            if (retryAt > now)
            {
                BackOff(lane, retryAt.Value);
            }
        }

        if (lane.NextBinding is { } next)
        {
            Rebind(lane, next, now);
        }
        else if (_stopping || lane.IsSuspended)
        {
            DisposeSink(lane, now);
        }

        Consider(lane, now);
    }

    private void JudgeEndpoint(DeliveryAttempt attempt, AttemptResult result, long now)
    {
        var endpoint = attempt.Queue.Endpoint;
        if (!result.WasStarted || result.IsException || result.Result.Outcome is DeliveryOutcome.None)
        {
            // Says something of the sink, nothing of the server.
            return;
        }

        if (result.Result is { Outcome: DeliveryOutcome.Unavailable, DeliveredEvents: 0 })
        {
            // One that outlived its time was counted then.
            if (attempt.HoldsSlots)
            {
                CountFailure(attempt, result.Result.Reason!, now);
            }
        }
        else if (endpoint.Circuit.Answered())
        {
            DispatchLog.CircuitClosed(_logger, endpoint.SinkType.SinkType, endpoint.Name);
            _scheduler.LetThrough(endpoint);
        }
    }

    private void CountFailure(DeliveryAttempt attempt, string reason, long now)
    {
        var endpoint = attempt.Queue.Endpoint;
        if (endpoint.Circuit.Failed(attempt.IsProbe, now))
        {
            DispatchLog.CircuitOpened(_logger, endpoint.SinkType.SinkType, endpoint.Name, reason);
            _timers.WakeAt(endpoint, endpoint.Circuit.OpenUntil);
        }
    }

    private void ReleaseSlots(DeliveryAttempt attempt)
    {
        if (attempt.HoldsSlots)
        {
            attempt.HoldsSlots = false;
            _scheduler.Released(attempt.Queue);
        }
    }

    private void BackOff(Lane lane, long retryAt)
    {
        lane.Phase = LanePhase.BackingOff;
        lane.RetryAt = retryAt;
        _timers.WakeAt(lane, retryAt);
    }

    private void OnSettleEnded(string? error, long now)
    {
        if (error is not null)
        {
            DispatchLog.SettleFailed(_logger, error);
            _commits.Failed(now);
            return;
        }

        foreach (var lane in _commits.Succeeded())
        {
            var stack = lane.Owner;
            if (lane.IsFinishCommitted && lane.End is not null)
            {
                Forget(lane);
                FinishStackIfDone(stack);
            }
            else
            {
                Consider(lane, now);
            }

            stack.Recent.Trim(stack.Lanes.Count == 0 ? stack.Head : stack.Lanes.Min(static each => each.Cursor));
        }
    }

    private void Forget(Lane lane)
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
        _timers.Idle.Remove(lane.IdleNode);
        _scheduler.Leave(lane.Queue);
        _drain.Update(lane);
        lane.Owner.Recent.Want(lane.Owner.Lanes.Count > 0);
    }

    private void FinishStackIfDone(StackLanes stack)
    {
        if (stack.IsClosed && stack.Lanes.Count == 0 && _stacks.Remove(stack))
        {
            _effects.FinishStack(stack);
        }
    }

    private void DisposeSink(Lane lane, long now)
    {
        _timers.Idle.Remove(lane.IdleNode);
        if (lane.Handle is not { } handle || lane.Attempt is not null)
        {
            return;
        }

        lane.Handle = null;
        if (handle.Sink is { } sink)
        {
            lane.Disposal = new SinkDisposal(lane, sink);
            _disposals++;
            _timers.Deadlines.Add(lane.Disposal.DeadlineNode, now);
            _effects.Dispose(lane.Disposal);
        }
    }

    private void OnDisposalEnded(SinkDisposal disposal, long now)
    {
        // The first of the two, the end or the deadline, counts.
        if (!ReferenceEquals(disposal.Lane.Disposal, disposal))
        {
            return;
        }

        _disposals--;
        _timers.Deadlines.Remove(disposal.DeadlineNode);
        disposal.Lane.Disposal = null;
        Consider(disposal.Lane, now);
    }

    private void FireTimers(long now)
    {
        while (_timers.Deadlines.TakeDue(now) is { } late)
        {
            if (late is DeliveryAttempt attempt)
            {
                OnAttemptLate(attempt, now);
            }
            else
            {
                var disposal = (SinkDisposal)late;
                DispatchLog.SinkNotDisposed(_logger, disposal.Lane.Binding.Key.SinkType, disposal.Lane.Owner.Stack.Id);
                OnDisposalEnded(disposal, now);
            }
        }

        while (_timers.Watches.TakeDue(now) is DeliveryAttempt attempt)
        {
            // Twice, because the first call of all may be slow for reasons that are nobody's manners.
            if (now - attempt.SynchronousSince >= _options.BlockingThreshold.Ticks && ++attempt.Observations == 2)
            {
                MarkBlocking(attempt.Queue.Endpoint.SinkType);
            }
            else if (!attempt.HasLeftSink)
            {
                _timers.Watches.Add(attempt.WatchNode, now);
            }
        }

        while (_timers.Idle.TakeDue(now) is Lane lane)
        {
            DisposeSink(lane, now);
        }

        while (_timers.TakeWake(now) is { } item)
        {
            OnWake(item, now);
        }
    }

    private void OnWake(object item, long now)
    {
        switch (item)
        {
            case Lane { Phase: LanePhase.BackingOff } lane when lane.RetryAt <= now:
                lane.Phase = LanePhase.Idle;
                Consider(lane, now);
                break;
            case Lane { ExpiresAt: not null } lane when lane.ExpiresAt <= now:
                Consider(lane, now);
                break;
            case Endpoint { Circuit: { State: CircuitState.Open } circuit } endpoint when circuit.OpenUntil <= now:
                circuit.LetProbeThrough();
                _scheduler.LetThrough(endpoint);
                break;
            case CommitQueue commits:
                commits.Retry();
                break;
            case var other when ReferenceEquals(other, _stopDeadline):
                _stopTimedOut = true;
                break;
        }
    }

    // Its slots are free for others; the lane is stuck until the call has really ended.
    private void OnAttemptLate(DeliveryAttempt attempt, long now)
    {
        DispatchLog.AttemptLate(_logger, attempt.Queue.Endpoint.SinkType.SinkType, attempt.Lane.Owner.Stack.Id, _options.AttemptTimeout);
        if (attempt.TryClaim())
        {
            // No thread was free to start it: its sink was never called, so there is nothing to wait for.
            var reason = DeliveryResult.Retry("no thread was free to start it in time");
            OnAttemptEnded(attempt, new AttemptResult(reason, 0, attempt.Lane.Limits, WasStarted: false), now);
            return;
        }

        _outcomes.NoteTimeout(attempt.Lane, now);
        CountFailure(attempt, OutcomePolicy.TimeoutReason(_options), now);
        ReleaseSlots(attempt);
        _effects.Cancel(attempt);
    }

    private void OnSlowCall(SinkTypeGate sinkType)
    {
        if (++sinkType.SlowCalls == 2)
        {
            MarkBlocking(sinkType);
        }
    }

    private void MarkBlocking(SinkTypeGate sinkType)
    {
        if (!sinkType.IsBlocking)
        {
            sinkType.MarkBlocking(_options.BlockingThreads);
            DispatchLog.SinkTypeBlocks(_logger, sinkType.SinkType, _options.BlockingThreshold, _options.BlockingThreads);
        }
    }

    private void OnStopAsked(long now)
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _timers.WakeAt(_stopDeadline, now + _options.StopTimeout.Ticks);
        _awaitingRead.Clear();
        foreach (var attempt in _attempts.ToArray())
        {
            if (attempt.TryClaim())
            {
                OnAttemptEnded(attempt, new AttemptResult(default, 0, attempt.Lane.Limits, IsException: true, WasStarted: false), now);
            }
            else
            {
                _effects.Cancel(attempt);
            }
        }

        foreach (var lane in _stacks.SelectMany(static stack => stack.Lanes))
        {
            DisposeSink(lane, now);
        }
    }
}
