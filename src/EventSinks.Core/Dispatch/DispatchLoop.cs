using EventSinks.Observing;
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
    // A backlog that is not sent holds no slots, so nothing else ends the turn of the worker, whose inbox must not wait for it.
    private const int MaxUnsentAtATime = 128;

    private readonly DispatchOptions _options;
    private readonly IDispatchEffects _effects;
    private readonly ILogger _logger;
    private readonly DispatchTimers _timers;
    private readonly FairScheduler _scheduler;
    private readonly CommitQueue _commits;
    private readonly OutcomePolicy _outcomes;
    private readonly EndpointJudge _endpoints;
    private readonly SinkDisposals _disposals;
    private readonly StoreReads _reads;
    private readonly StackRegistry _registry;
    private readonly DrainWatch _drain = new();
    private readonly CensusTaker _census = new();
    private readonly HashSet<DeliveryAttempt> _attempts = [];
    private readonly object _stopDeadline = new();
    private int _unsent;
    private bool _stopping;
    private bool _stopTimedOut;

    public DispatchLoop(DispatchOptions options, IDispatchEffects effects, Random random, ILogger logger, DeliveryMetrics? metrics = null)
    {
        _options = options;
        _effects = effects;
        _logger = logger;
        _timers = new DispatchTimers(options);
        _scheduler = new FairScheduler(options);
        _commits = new CommitQueue(options, effects, _timers);
        _outcomes = new OutcomePolicy(options, random, _commits, logger, metrics);
        _endpoints = new EndpointJudge(options, _scheduler, _timers, logger);
        _disposals = new SinkDisposals(effects, _timers);
        _reads = new StoreReads(options, effects);
        _registry = new StackRegistry(_scheduler, _timers, _drain, _disposals, effects);
    }

    /// <summary>Gets when <see cref="Advance"/> has to be called at the latest, in UTC ticks; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDue => _timers.NextDue;

    /// <summary>Gets whether <see cref="Advance"/> has left something undone, so that the inbox gets its turn; it goes on at its next call.</summary>
    public bool HasMore => (_unsent >= MaxUnsentAtATime || _census.IsUnderWay) && !_stopping;

    /// <summary>Gets whether stopping has come to its end.</summary>
    public bool IsStopped => _stopping && (_stopTimedOut || (_attempts.Count == 0 && _disposals.Count == 0 && _reads.IsIdle && _commits.IsIdle));

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
                _endpoints.CountSlowCall(_scheduler.SinkType(blocked.SinkType));
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
                foreach (var stack in _registry.Stacks)
                {
                    OnEventsRecorded(stack, now);
                }

                _drain.Add(asked.Answer);
                break;
            case DispatchMessage.CensusAsked asked:
                _census.Ask(asked.Answer, _registry.Stacks);
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
        _unsent = 0;
        FireTimers(now);
        _reads.Start();
        while (!_stopping && _unsent < MaxUnsentAtATime && _scheduler.Next() is { } lane)
        {
            Start(lane, now);
        }

        _reads.Start();
        _commits.Start();
        _drain.Answer();
        _census.Advance(now);
    }

    /// <summary>Answers those who wait for what can no longer come: the worker has ended.</summary>
    public void Abandon()
    {
        _drain.Abandon();
        _census.Abandon();
    }

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
        _registry.Open(opened, now);
        foreach (var lane in opened.Stack.Lanes)
        {
            Consider(lane, now);
        }
    }

    private void OnStackClosed(DispatchMessage.StackClosed closed, long now)
    {
        StackRegistry.Close(closed);
        foreach (var lane in closed.Stack.Lanes)
        {
            Consider(lane, now);
        }

        _registry.FinishIfDone(closed.Stack);
    }

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
                _reads.Await(lane);
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
                _disposals.Start(lane, now);
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

    private void OnReadEnded(DispatchMessage.ReadEnded read, long now)
    {
        var lane = read.Lane;
        _reads.End(lane);
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
                _reads.Await(lane);
            }

            return;
        }

        FairScheduler.Charge(lane.Queue, scanned.Length);
        var selection = BatchSelection.Of(lane.Binding, scanned, now);
        if (selection.Wanted.Length == 0 || selection.AreTooOld)
        {
            _unsent += scanned.Length;
            _outcomes.SettleUnsent(lane, selection, now);
            Consider(lane, now);
            return;
        }

        var handle = lane.Handle ??= new SinkHandle(lane.Binding.CreateSink);
        var attempt = new DeliveryAttempt(lane, handle, selection.Scanned, selection.Wanted, now);
        lane.Phase = LanePhase.Delivering;
        lane.Attempt = attempt;
        _attempts.Add(attempt);
        _scheduler.Started(attempt.Queue);
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
        _endpoints.Judge(attempt, result, now);
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
            _registry.Rebind(lane, next, now);
        }
        else if (_stopping || lane.IsSuspended)
        {
            _disposals.Start(lane, now);
        }

        Consider(lane, now);
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
                _registry.Forget(lane);
                _registry.FinishIfDone(stack);
            }
            else
            {
                Consider(lane, now);
            }

            stack.Recent.Trim(stack.Lanes.Count == 0 ? stack.Head : stack.Lanes.Min(static each => each.Cursor));
        }
    }

    private void OnDisposalEnded(SinkDisposal disposal, long now)
    {
        if (_disposals.TryEnd(disposal))
        {
            Consider(disposal.Lane, now);
        }
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
                _endpoints.MarkBlocking(attempt.Queue.Endpoint.SinkType);
            }
            else if (!attempt.HasLeftSink)
            {
                _timers.Watches.Add(attempt.WatchNode, now);
            }
        }

        while (_timers.Idle.TakeDue(now) is Lane lane)
        {
            _disposals.Start(lane, now);
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
        var isPreparing = attempt.IsPreparing;
        var sinkType = attempt.Queue.Endpoint.SinkType.SinkType;
        if (isPreparing)
        {
            DispatchLog.PreparationLate(_logger, sinkType, attempt.Lane.Owner.Stack.Id, _options.AttemptTimeout);
        }
        else
        {
            DispatchLog.AttemptLate(_logger, sinkType, attempt.Lane.Owner.Stack.Id, _options.AttemptTimeout);
        }

        if (attempt.TryClaim())
        {
            // No thread was free to start it: its sink was never called, so there is nothing to wait for.
            var reason = DeliveryResult.Retry("no thread was free to start it in time");
            OnAttemptEnded(attempt, new AttemptResult(reason, 0, attempt.Lane.Limits, WasStarted: false), now);
            return;
        }

        _outcomes.NoteTimeout(attempt.Lane, isPreparing, now);
        if (!isPreparing)
        {
            // Else neither the sink nor its server has been asked yet.
            _endpoints.CountFailure(attempt, OutcomePolicy.TimeoutReason(_options), now);
        }

        ReleaseSlots(attempt);
        _effects.Cancel(attempt);
    }

    private void OnStopAsked(long now)
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _timers.WakeAt(_stopDeadline, now + _options.StopTimeout.Ticks);
        _reads.Stop();
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

        foreach (var lane in _registry.Stacks.SelectMany(static stack => stack.Lanes))
        {
            _disposals.Start(lane, now);
        }
    }
}
