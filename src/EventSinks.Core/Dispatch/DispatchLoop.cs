using EventSinks.Observing;
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
    // A backlog that is not sent holds no slots, so nothing else ends the turn of the worker, whose inbox must not wait for it.
    private const int MaxUnsentAtATime = 128;

    private readonly DispatchOptions _options;
    private readonly IDispatchEffects _effects;
    private readonly ILogger _logger;
    private readonly DispatchTimers _timers;
    private readonly ProjectRates _rates;
    private readonly FairScheduler _scheduler;
    private readonly CommitQueue _commits;
    private readonly OutcomePolicy _outcomes;
    private readonly EndpointJudge _endpoints;
    private readonly SinkDisposals _disposals;
    private readonly StoreReads _reads;
    private readonly StackRegistry _registry;
    private readonly DrainWatch _drain = new();
    private readonly AttemptsUnderWay _attempts;
    private readonly LateAttempts _late;
    private readonly LaneTurns _turns;
    private readonly HeldLanes _held;
    private readonly FailedReads _failedReads;
    private readonly CensusTaker _census = new();
    private readonly object _stopDeadline = new();
    private bool _stopping;
    private bool _stopTimedOut;

    public DispatchLoop(DispatchOptions options, IDispatchEffects effects, Random random, ILogger logger, DeliveryMetrics? metrics = null)
    {
        _options = options;
        _effects = effects;
        _logger = logger;
        _timers = new DispatchTimers(options);
        _rates = new ProjectRates(options.ProjectRate, _timers);
        _scheduler = new FairScheduler(options, _rates);
        _commits = new CommitQueue(options, effects, _timers);
        _outcomes = new OutcomePolicy(options, random, _commits, logger, metrics);
        _endpoints = new EndpointJudge(options, _scheduler, _timers, logger);
        _disposals = new SinkDisposals(effects, _timers);
        _reads = new StoreReads(options, effects);
        _registry = new StackRegistry(_scheduler, _timers, _drain, _disposals, _commits, effects);
        _attempts = new AttemptsUnderWay(options, effects, _scheduler, _timers);
        _late = new LateAttempts(options, effects, _attempts, _outcomes, _endpoints, logger);
        _turns = new LaneTurns(_scheduler, _reads, _outcomes, _attempts);
        _held = new HeldLanes(options, _timers, _reads, _outcomes);
        _failedReads = new FailedReads(options, random, logger);
    }

    /// <summary>Gets when <see cref="Advance"/> has to be called at the latest, in UTC ticks; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDue => _timers.NextDue;

    /// <summary>Gets whether <see cref="Advance"/> has left something undone, so that the inbox gets its turn; it goes on at its next call.</summary>
    public bool HasMore => (_turns.Unsent >= MaxUnsentAtATime || _census.IsUnderWay) && !_stopping;

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
                OnSettleEnded(settled, now);
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
            case DispatchMessage.LanesChanged changed:
                _registry.Change(changed, now);
                OnEventsRecorded(changed.Stack, now);
                break;
            case DispatchMessage.CredentialsChanged changed:
                _registry.RetryRefused(changed.Stack, now);
                OnEventsRecorded(changed.Stack, now);
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
        _turns.Unsent = 0;
        FireTimers(now);
        _reads.Start();
        while (!_stopping && _turns.Unsent < MaxUnsentAtATime && _scheduler.Next(now) is { } lane)
        {
            if (_turns.Begin(lane, now))
            {
                Consider(lane, now);
            }
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

        stack.TrimIfHeldUp();
    }

    private void OnStackOpened(DispatchMessage.StackOpened opened, long now)
    {
        _registry.Open(opened, now);
        foreach (var lane in opened.Stack.Lanes)
        {
            Consider(lane, now);
        }

        opened.Stack.TrimIfHeldUp();
        _registry.FinishIfDone(opened.Stack);
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
        if (lane.Phase is not LanePhase.Idle || lane.IsFinished || lane.IsLeftAlone || _stopping || lane.Owner.IsLost || lane.Disposal is not null)
        {
            return;
        }

        var isBehindClosedGate = (lane.Queue.Endpoint.Free == 0 || lane.Queue.Project.IsOverRate) && lane.Owner.Recent.Budget.IsShort;
        lane.TrimAhead(isWaiting: lane.IsHeld || isBehindClosedGate);
        if (lane.Pending == 0 || lane.IsAbandoned)
        {
            if (!lane.IsHeld)
            {
                lane.EndSuspension();
            }

            Rest(lane, now);
        }
        else if (lane.IsHeld)
        {
            if (_held.Expire(lane, now))
            {
                Rest(lane, now);
            }
        }
        else if (lane.BatchesUncommitted <= 1)
        {
            _timers.Idle.Remove(lane.IdleNode);
            lane.Phase = LanePhase.Ready;
            _scheduler.Enqueue(lane);
        }
    }

    // Nothing is pending: the lane finishes, or its sink may be disposed after a while.
    private void Rest(Lane lane, long now)
    {
        if (lane.IsDone)
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

    private void OnReadEnded(DispatchMessage.ReadEnded read, long now)
    {
        var lane = read.Lane;
        var events = read.Events.Count > 0 && read.Events[^1].Sequence > lane.Cursor ? read.Events : [];

        // One that holds no slot has nothing to send: it is held, or was when its oldest event was asked for.
        var isOver = _stopping || lane.IsFinished || lane.IsHeld || lane.HeldQueue is null || lane.NextBinding is not null;
        _reads.End(lane, isOver ? [] : events);
        lane.FailedReads = read.Error is null && read.Events.Count > 0 ? 0 : lane.FailedReads;
        if (isOver)
        {
            OnReadForNoAttempt(lane, read, now);
        }
        else if (read.Error is null && events.Count == 0 && lane.Source is LaneSource.DeadLetters)
        {
            // They have been purged, or replayed by another lane.
            _turns.SettleRest(lane, now);
            Consider(lane, now);
        }
        else if (read.Error is null && events.Count > 0)
        {
            if (_turns.GoOn(lane, now))
            {
                Consider(lane, now);
            }
        }
        else
        {
            _turns.Release(lane);
            ReadLater(lane, read, now);
        }
    }

    // What it was to be read for has changed meanwhile, or it was read to see how old it is.
    private void OnReadForNoAttempt(Lane lane, DispatchMessage.ReadEnded read, long now)
    {
        _turns.Release(lane);
        if (lane.NextBinding is { } next)
        {
            _registry.Rebind(lane, next, now);
        }

        if (read.Error is not null && lane.IsHeld)
        {
            ReadLater(lane, read, now);
            return;
        }

        if (read.Error is null)
        {
            lane.OldestPendingAt = read.Events is [var oldest, ..] ? oldest.RecordedAt : DateTimeOffset.MinValue;
        }

        Consider(lane, now);
    }

    // Either the store is down, or it says that nothing is there although it once said otherwise: neither is helped by haste.
    private void ReadLater(Lane lane, DispatchMessage.ReadEnded read, long now)
    {
        BackOff(lane, _failedReads.Note(lane, read.Error ?? "the store has no event after the cursor", now));
        _drain.Update(lane);
    }

    private void OnAttemptEnded(DeliveryAttempt attempt, AttemptResult result, long now)
    {
        var lane = attempt.Lane;
        _attempts.End(attempt);
        var timedOut = !attempt.HoldsSlots && !_stopping;
        _endpoints.Judge(attempt, result, now);
        _attempts.ReleaseSlots(attempt);
        lane.Limits = result.Limits;
        if (lane.Owner.IsLost || (_stopping && result.IsException))
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

        if (lane.RetriesRefusal)
        {
            _registry.RetryRefused(lane, now);
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
        lane.Owner.TrimIfHeldUp();
    }

    private void BackOff(Lane lane, long retryAt)
    {
        lane.Phase = LanePhase.BackingOff;
        lane.RetryAt = retryAt;
        lane.TrimAhead(isWaiting: true);
        _timers.WakeAt(lane, retryAt);
    }

    private void OnSettleEnded(DispatchMessage.SettleEnded settled, long now)
    {
        if (settled.IsTakenOver)
        {
            OnTakenOver(settled.Error!, now);
            return;
        }

        if (settled.Error is { } error)
        {
            // In this order: whatever a logger does, commits go on.
            _commits.Failed(now);
            DispatchLog.SettleFailed(_logger, error);
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

            stack.TrimRecent();
        }
    }

    // Whoever has the stacks now delivers from the cursors in the store; here they come to an end, whatever is under way.
    private void OnTakenOver(string error, long now)
    {
        var stacks = _commits.Lost();
        DispatchLog.StacksTakenOver(_logger, stacks.Count, error);
        foreach (var lane in stacks.SelectMany(static stack => stack.Lanes))
        {
            _registry.Lose(lane, now);
            if (lane.Attempt is { HoldsSlots: true } attempt)
            {
                _effects.Cancel(attempt);
            }
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
            if (late is SinkDisposal disposal)
            {
                DispatchLog.SinkNotDisposed(_logger, disposal.Lane.Binding.Key.SinkType, disposal.Lane.Owner.Stack.Id);
                OnDisposalEnded(disposal, now);
            }
            else if (late is DeliveryAttempt attempt && _late.Take(attempt, now) is { } ended)
            {
                OnAttemptEnded(attempt, ended, now);
            }
        }

        _attempts.Watch(_endpoints, now);
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
                // Its lanes wait on; whoever publishes no more would keep for them what others need.
                FairScheduler.TrimWaiting(endpoint);
                circuit.LetProbeThrough();
                _scheduler.LetThrough(endpoint);
                break;
            case ProjectBudget budget when _rates.Wake(budget, now):
                _scheduler.GoOn(budget);
                break;
            case CommitQueue commits:
                commits.Retry();
                break;
            case var other when ReferenceEquals(other, _stopDeadline):
                _stopTimedOut = true;
                break;
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
