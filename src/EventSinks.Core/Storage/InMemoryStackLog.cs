namespace EventSinks.Storage;

/// <summary>One stack of the in-memory store: its unsettled events in a queue, its lanes, its dead letters, under one lock.</summary>
internal sealed class InMemoryStackLog(string stackId, InMemoryEventStoreOptions options, TimeProvider clock) : IStackLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LaneKey, StoredLane> _lanes = [];
    private readonly Queue<DeadLetter> _deadLetters = [];

    // Sequences of the queue are contiguous: its last event is the head.
    private readonly RecordedEventQueue _events = new();

    // Publishers that wait for room, in the order in which their events will be recorded.
    private readonly Queue<WaitingAppend> _waiting = [];
    private long _head;
    private bool _closed;

    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }

    public StackOpening Open(IReadOnlyList<LaneKey> keys)
    {
        lock (_gate)
        {
            _closed = false;
            foreach (var lane in _lanes.Values.Where(lane => lane.End is null && !keys.Contains(lane.Key)).ToArray())
            {
                _lanes[lane.Key] = lane with { End = _head };
            }

            foreach (var key in keys)
            {
                _lanes[key] = _lanes.TryGetValue(key, out var known)
                    ? known with { End = null }
                    : new StoredLane(key, _head, _head, default);
            }

            return new StackOpening(this, _head, [.. _lanes.Values]);
        }
    }

    public long Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var lane in _lanes.Values.Where(static lane => lane.End is null).ToArray())
            {
                _lanes[lane.Key] = lane with { End = _head };
            }

            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.TrySetException(Closed());
            }

            return _head;
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

    public void Settle(LaneSettlement settlement)
    {
        lock (_gate)
        {
            if (_lanes.TryGetValue(settlement.Lane, out var lane))
            {
                _lanes[settlement.Lane] = lane with { Cursor = settlement.Cursor, Counters = lane.Counters + settlement.Settled };

                // A lane that was named again while it was finishing goes on.
                if (settlement.IsFinished && lane.End is not null)
                {
                    _lanes.Remove(settlement.Lane);
                }
            }

            foreach (var letter in settlement.DeadLetters)
            {
                _deadLetters.Enqueue(letter);
            }

            while (_deadLetters.Count > options.MaxDeadLettersPerStack)
            {
                _deadLetters.Dequeue();
            }

            Release();
        }
    }

    public DeadLetter[] DeadLetters()
    {
        lock (_gate)
        {
            return [.. _deadLetters];
        }
    }

    private RecordedEvent Append(StackEvent e)
    {
        var recorded = new RecordedEvent(e, ++_head, clock.GetUtcNow());

        // Without a lane there is nobody to keep it for.
        if (_lanes.Count > 0)
        {
            while (!_events.IsEmpty && !HasRoom())
            {
                _events.DropFirst();
            }

            _events.Add(recorded);
        }

        return recorded;
    }

    private bool HasRoom() => _events.Count < options.MaxEventsPerStack && _events.Bytes < options.MaxBytesPerStack;

    private void Release()
    {
        var settled = _lanes.Count == 0 ? _head : _lanes.Values.Min(static lane => lane.Cursor);
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

    private EventStoreException Closed() => new($"Stack {stackId} is closed and takes no more events.");
}
