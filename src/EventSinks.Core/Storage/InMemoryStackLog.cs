namespace EventSinks.Storage;

/// <summary>One stack of the in-memory store: its events in a queue, its lanes, its dead letters, under one lock.</summary>
internal sealed class InMemoryStackLog(StackIdentity stack, InMemoryEventStoreOptions options, TimeProvider clock) : IStackLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LaneKey, InMemoryLane> _lanes = [];
    private readonly Dictionary<LaneKey, int> _replays = [];
    private readonly InMemoryDeadLetters _deadLetters = new(options.MaxDeadLettersPerStack);

    // Sequences of the queue are contiguous: its last event is the head. What is settled may be kept at its front.
    private readonly RecordedEventQueue _events = new();

    // Publishers that wait for room, in the order in which their events will be recorded.
    private readonly Queue<WaitingAppend> _waiting = [];
    private StackIdentity _stack = stack;
    private string _declarations = "[]";
    private long _head;
    private bool _closed;
    private bool _forgotten;

    /// <summary>Gets whether the stack was closed, has finished, and is forgotten but for its events.</summary>
    public bool IsForgotten
    {
        get
        {
            lock (_gate)
            {
                return _forgotten;
            }
        }
    }

    public StackOpening Open(StackRegistration registration, long epoch)
    {
        lock (_gate)
        {
            _closed = false;
            _forgotten = false;
            _stack = registration.Stack;
            _declarations = registration.Declarations;
            foreach (var lane in _lanes.Values.Where(lane => lane.Stored.End is null && !registration.Lanes.Any(named => named.Key == lane.Stored.Key)))
            {
                lane.Stored = lane.Stored with { End = _head };
            }

            foreach (var named in registration.Lanes)
            {
                var lane = _lanes.GetValueOrDefault(named.Key);
                if (lane is null)
                {
                    _lanes[named.Key] = lane = new InMemoryLane(new StoredLane(named.Key, _head, _head, default));
                }

                lane.Stored = lane.Stored with { End = null, Declaration = named.Declaration };
            }

            return new StackOpening(this, _head, Lanes(), epoch);
        }
    }

    public long Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var lane in _lanes.Values.Where(static lane => lane.Stored.End is null))
            {
                lane.Stored = lane.Stored with { End = _head };
            }

            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.TrySetException(Closed());
            }

            return _head;
        }
    }

    /// <summary>Forgets a stack that is closed and of which no lane has anything left to settle.</summary>
    /// <returns>Whether it is forgotten.</returns>
    public bool TryForget()
    {
        lock (_gate)
        {
            if (_closed && _lanes.Values.All(lane => lane.Stored.Cursor >= (lane.Stored.End ?? _head)))
            {
                _lanes.Clear();
                _forgotten = true;
            }

            return _forgotten;
        }
    }

    public StoredStack ToStored()
    {
        lock (_gate)
        {
            return new StoredStack(_stack, _declarations, _head, _closed, Lanes());
        }
    }

    public ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromException<RecordedEvent>(Closed());
            }

            if (options.Overflow is Overflow.Wait && (_waiting.Count > 0 || !HasRoom()))
            {
                var waiting = new WaitingAppend(e, cancellationToken);
                _waiting.Enqueue(waiting);
                return new ValueTask<RecordedEvent>(waiting.Task);
            }

            return ValueTask.FromResult(Append(e));
        }
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RecordedEvent>>(_events.CopyAfter(after, maxEvents, maxBytes));
        }
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RecordedEvent>>(
                _lanes.TryGetValue(lane, out var replay) ? _deadLetters.Read(replay, after, maxEvents, maxBytes) : []);
        }
    }

    public void Settle(LaneSettlement settlement)
    {
        lock (_gate)
        {
            _lanes.TryGetValue(settlement.Lane, out var lane);
            _deadLetters.Settle(lane, settlement);
            lane?.Settle(settlement);

            // A lane that was named again while it was finishing goes on, also if it has come to another end since.
            if (settlement.IsFinished && (settlement.Cursor >= lane?.Stored.End || settlement.Lane.Replay > 0))
            {
                _lanes.Remove(settlement.Lane);
            }

            Release();
        }
    }

    public IReadOnlyList<StoredLane> SetPaused(LaneKey? key, bool paused)
    {
        lock (_gate)
        {
            InMemoryLane[] lanes = [.. _lanes.Values.Where(lane => key is null || lane.Stored.Key == key)];
            foreach (var lane in lanes)
            {
                lane.Stored = lane.Stored with { PausedAt = paused ? lane.Stored.PausedAt ?? clock.GetUtcNow() : null };
            }

            return [.. lanes.Select(static lane => lane.Stored)];
        }
    }

    public StoredLane? Replay(ReplayRequest request)
    {
        lock (_gate)
        {
            if (request.Lane.Replay != 0
                || _lanes.GetValueOrDefault(request.Lane)?.Stored is not { End: null } declared
                || FindReplay(request) is not var (first, last))
            {
                return null;
            }

            var number = _replays[request.Lane] = 1 + _replays.GetValueOrDefault(request.Lane);
            var replay = new StoredLane(request.Lane with { Replay = number }, first - 1, first - 1, default, last)
            {
                Declaration = declared.Declaration,
                Source = request.Source,
            };
            _lanes[replay.Key] = new InMemoryLane(replay) { LastLetter = request.Source is LaneSource.DeadLetters ? _deadLetters.LastNumber : null };
            return replay;
        }
    }

    public RecordedEvent[] Events()
    {
        lock (_gate)
        {
            return _events.ToArray();
        }
    }

    public DeadLetter[] DeadLetters()
    {
        lock (_gate)
        {
            return _deadLetters.ToArray();
        }
    }

    public FailedAttempt[] FailedAttempts()
    {
        lock (_gate)
        {
            return [.. _lanes.Values.SelectMany(static lane => lane.FailedAttempts).OrderBy(static attempt => attempt.StartedAt)];
        }
    }

    public PurgeReport Purge(PurgePolicy policy, DateTimeOffset now)
    {
        lock (_gate)
        {
            var settled = Settled();
            var letters = _deadLetters.Purge(policy.MaxDeadLettersPerStack, now - policy.MaxDeadLetterAge);
            var isDone = _forgotten;
            long events = 0;
            long pending = 0;
            while (!_events.IsEmpty && MustGo(_events.First, settled, isDone))
            {
                (events, pending) = _events.First.Sequence <= settled ? (events + 1, pending) : (events, pending + 1);
                _events.DropFirst();
            }

            return new PurgeReport(events, pending, letters, isDone && _events.IsEmpty && _deadLetters.Count == 0 ? 1 : 0);
        }

        bool MustGo(in RecordedEvent first, long settled, bool isDone) => first.Sequence <= settled
            ? (policy.MaxEventsPerStack > 0 && settled - first.Sequence >= policy.MaxEventsPerStack)
                || first.RecordedAt < now - policy.MaxAge
                || (isDone && first.RecordedAt < now - policy.MaxAgeOfClosed)
            : first.RecordedAt < now - policy.MaxPendingAge;
    }

    private StoredLane[] Lanes() => [.. _lanes.Values.Select(static lane => lane.Stored)];

    private (long First, long Last)? FindReplay(ReplayRequest request)
    {
        if (request.Source is LaneSource.DeadLetters)
        {
            return _deadLetters.Find(request);
        }

        var first = _events.ToArray().FirstOrDefault(e =>
            e.Sequence >= request.FromSequence && (request.From is not { } from || e.RecordedAt >= from));
        return first.Event is null ? null : (first.Sequence, _head);
    }

    private RecordedEvent Append(StackEvent e)
    {
        var recorded = new RecordedEvent(e, ++_head, clock.GetUtcNow());

        // Without a lane there is nobody to keep it for.
        if (_lanes.Count > 0 || options.KeepSettledEventsPerStack > 0)
        {
            while (!_events.IsEmpty && !HasRoom())
            {
                _events.DropFirst();
            }

            _events.Add(recorded);
            if (_lanes.Count == 0)
            {
                Release();
            }
        }

        return recorded;
    }

    // What is settled and kept goes first, so it takes nobody's room.
    private bool HasRoom() =>
        _events.Count < options.MaxEventsPerStack + Kept() && (_events.Bytes < options.MaxBytesPerStack || Kept() == _events.Count);

    private long Kept() => options.KeepSettledEventsPerStack == 0 || _events.IsEmpty ? 0 : Math.Max(0, Settled() - _events.First.Sequence + 1);

    private long Settled() => _lanes.Count == 0 ? _head : _lanes.Values.Min(static lane => lane.Stored.Cursor);

    private void Release()
    {
        var settled = Settled() - options.KeepSettledEventsPerStack;
        while (!_events.IsEmpty && _events.First.Sequence <= settled)
        {
            _events.DropFirst();
        }

        while (_waiting.TryPeek(out var waiting) && (waiting.IsCancelled || HasRoom()))
        {
            _waiting.Dequeue();

            // Of a publisher that gives up at this very moment, either it or the event wins, never both.
            if (waiting.TryTake())
            {
                waiting.SetResult(Append(waiting.Event));
            }
        }
    }

    private EventStoreException Closed() => new($"Stack {_stack.Id} is closed and takes no more events.");
}
