using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>
/// The ordered path of one stack's events to one of its destinations: its cursor, its numbers, and what it is doing. Owned by the worker.
/// </summary>
internal sealed class Lane
{
    private LaneCounters _counters;
    private Prefetched _prefetched;
    private long? _end;
    private LaneSuspension _suspension;
    private PoisonSearch _poison = new();

    // How the store knows the lane to be, or will once the commit under way has ended.
    private LaneHealth _toldHealth;

    // Made when an attempt first fails: nearly all lanes never need it.
    private FailedAttempts? _failed;

    public Lane(StackLanes owner, LaneBinding binding, StoredLane stored, LaneQueue queue, long now)
    {
        Owner = owner;
        Binding = binding;
        Queue = queue;
        Start = stored.Start;
        _counters = stored.Counters;
        Cursor = stored.Cursor;
        End = stored.End;
        Source = stored.Source;
        PausedAt = stored.PausedAt;
        ResumedAt = now;
        LastSuccessAt = stored.Health.LastSuccessAt;
        LastError = stored.Health.LastError;
        LastErrorAt = stored.Health.LastErrorAt;
        FailuresInRow = stored.Health.FailuresInRow;
        _toldHealth = stored.Health;
        _suspension = new LaneSuspension(stored.Health);
        Suspend(binding.SuspendedBecause, now);
        IdleNode = new LinkedListNode<(long Due, object Item)>((0, this));
    }

    public StackLanes Owner { get; }

    public LaneBinding Binding { get; set; }

    /// <summary>Gets or sets a binding that is to replace this one as soon as no call is under way.</summary>
    public LaneBinding? NextBinding { get; set; }

    public LaneQueue Queue { get; set; }

    public LanePhase Phase { get; set; }

    /// <summary>Gets the stack's head when the lane was made.</summary>
    public long Start { get; }

    /// <summary>Gets the sequence up to which it is settled.</summary>
    public long Cursor { get; private set; }

    /// <summary>Gets or sets the last sequence that it takes; null while it goes on.</summary>
    public long? End
    {
        get => _end;
        set
        {
            // A lane that closes, or goes on after all, waits by another rule.
            ExpiresAt = value is null == _end is null ? ExpiresAt : null;
            _end = value;
        }
    }

    /// <summary>Gets where its events come from.</summary>
    public LaneSource Source { get; }

    /// <summary>Gets whether it delivers once more what its stack keeps in any case.</summary>
    public bool IsReplay => Binding.Key.Replay > 0;

    /// <summary>Gets whether it is another program's affair: nothing about it is committed, not even how it is.</summary>
    public bool IsLeftAlone => Binding.IsLeftAlone;

    /// <summary>Gets or sets whether it is given up without having come to its end: one that replays and could not go on.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Gets whether it has nothing left to do, for good.</summary>
    public bool IsDone => IsAbandoned || Cursor >= End;

    /// <summary>Gets the last sequence that it has to settle as far as is known.</summary>
    public long Target => End is { } end ? Math.Min(end, Owner.Head) : Owner.Head;

    public long Pending => Math.Max(0, Target - Cursor);

    public LaneCounters Counters => _counters;

    /// <summary>Gets or sets the place of its sink, if it has been given one.</summary>
    public SinkHandle? Handle { get; set; }

    /// <summary>Gets or sets the disposal of its last sink; until it has ended, or has had its time, no other sink is made.</summary>
    public SinkDisposal? Disposal { get; set; }

    /// <summary>Gets or sets when its last drop was logged, so that the log is not flooded.</summary>
    public long? DropLoggedAt { get; set; }

    /// <summary>Gets or sets how many events became too old in this process.</summary>
    public long TooOld { get; set; }

    /// <summary>Gets or sets when that was last logged.</summary>
    public long? TooOldLoggedAt { get; set; }

    /// <summary>Gets or sets the attempt under way.</summary>
    public DeliveryAttempt? Attempt { get; set; }

    /// <summary>Gets or sets the limits that its sink last named.</summary>
    public BatchLimits Limits { get; set; } = BatchLimits.Default;

    /// <summary>Gets how many events its next batch may hold; at least 1.</summary>
    public int BatchSize => Math.Max(1, Math.Min(Limits.Events, _poison.BatchCap));

    /// <summary>Gets or sets the queue whose slots it holds while it is being read for.</summary>
    public LaneQueue? HeldQueue { get; set; }

    /// <summary>Gets or sets whether they were given to it so that it probes its endpoint.</summary>
    public bool IsHeldForProbe { get; set; }

    /// <summary>Gets or sets how many bytes of the memory budget the read under way may use.</summary>
    public int BytesReserved { get; set; }

    /// <summary>Gets how many events it holds that were read from the store.</summary>
    public int EventsAhead => _prefetched.Count;

    /// <summary>
    /// Gets how many attempts in a row have failed since the sink last took or refused an event: what the next wait is reckoned from. Events
    /// that become too old meanwhile say nothing of the sink, so they do not end the row.
    /// </summary>
    public int FailuresInRow { get; private set; }

    /// <summary>Gets or sets how many reads for it have failed in a row.</summary>
    public int FailedReads { get; set; }

    /// <summary>Gets or sets when it may try again; looked at while it is backing off.</summary>
    public long RetryAt { get; set; }

    /// <summary>Gets or sets when what is pending is given up at the earliest, because the lane is suspended or paused.</summary>
    public long? ExpiresAt { get; set; }

    /// <summary>Gets or sets when its oldest pending event was recorded; null if nobody has looked since its cursor moved.</summary>
    public DateTimeOffset? OldestPendingAt { get; set; }

    /// <summary>Gets or sets from when the retry window runs, for events that are older.</summary>
    public long ResumedAt { get; set; }

    /// <summary>Gets why nothing is delivered, because of the host: a sink type that is not to be had.</summary>
    public string? SuspendedBecause { get; private set; }

    /// <summary>Gets why nothing is delivered, because of the declaration or its credentials.</summary>
    public string? MisconfiguredBecause { get; private set; }

    /// <summary>Gets or sets whether credentials have changed since the call under way began: if it is refused, that was the old ones' fault.</summary>
    public bool RetriesRefusal { get; set; }

    public bool IsSuspended => SuspendedBecause is not null || MisconfiguredBecause is not null;

    /// <summary>Gets or sets since when somebody has had it paused; null if nobody has.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Gets whether it starts nothing, whatever is pending.</summary>
    public bool IsHeld => IsSuspended || PausedAt is not null;

    /// <summary>Says whether it starts nothing for a while, so that what it has in memory had better be read again later.</summary>
    /// <param name="isMemoryShort">Whether memory is short: only then is one counted that merely waits, for its endpoint, its project's rate or a retry.</param>
    /// <returns>Whether it does.</returns>
    public bool IsHeldUp(bool isMemoryShort) =>
        IsHeld || (isMemoryShort && Attempt is null && (Phase is LanePhase.BackingOff || (HeldQueue is null && (Queue.Endpoint.Free == 0 || Queue.Project.IsOverRate))));

    /// <summary>Gets since when it has been held; looked at while it is held.</summary>
    public long HeldSince => _suspension.HeldSince(IsSuspended, PausedAt);

    /// <summary>Gets or sets what came of deliveries and is not being committed yet.</summary>
    public Settlement? Uncommitted { get; set; }

    /// <summary>Gets or sets whether an outcome is being committed.</summary>
    public bool IsCommitting { get; set; }

    /// <summary>Gets or sets how many batches are in the commit under way.</summary>
    public int BatchesCommitting { get; set; }

    /// <summary>Gets how many batches have arrived somewhere without being committed. Another may start beside one, not beside two.</summary>
    public int BatchesUncommitted => BatchesCommitting + (Uncommitted?.Batches ?? 0);

    /// <summary>Gets or sets whether the commit under way, or the last one, says that it has finished.</summary>
    public bool IsFinishCommitted { get; set; }

    /// <summary>Gets or sets whether draining waits for it.</summary>
    public bool IsCountedAsBusy { get; set; }

    /// <summary>Gets or sets whether draining cannot wait for it: it has events and is suspended.</summary>
    public bool IsCountedAsBlocked { get; set; }

    public bool IsFinished { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastErrorAt { get; set; }

    /// <summary>Gets its place among the lanes whose sink is idle.</summary>
    public LinkedListNode<(long Due, object Item)> IdleNode { get; }

    public LaneState State =>
        SuspendedBecause is not null ? LaneState.Suspended
        : MisconfiguredBecause is not null ? LaneState.Misconfigured
        : PausedAt is not null ? LaneState.Paused
        : Attempt is { HoldsSlots: false } ? LaneState.Stuck
        : Pending > 0 && FailuresInRow > 0 ? LaneState.Retrying
        : Pending > 0 && Attempt is null && Queue.Project.IsOverRate ? LaneState.Throttled
        : End is not null ? LaneState.Closing
        : Pending > 0 && (!_prefetched.IsEmpty || !Owner.Recent.Holds(Cursor + 1)) ? LaneState.CatchingUp
        : LaneState.Healthy;

    /// <summary>Reads what comes after its cursor. May be called on any thread, since the cursor stays while a read is under way.</summary>
    /// <param name="maxEvents">The most events.</param>
    /// <param name="maxBytes">About the most bytes.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The events.</returns>
    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        Source is LaneSource.DeadLetters
            ? Owner.Log.ReadDeadLettersAsync(Binding.Key, Cursor, maxEvents, maxBytes, cancellationToken)
            : Owner.Log.ReadAsync(Cursor, maxEvents, maxBytes, cancellationToken);

    /// <summary>Takes over what was read from the store after its cursor.</summary>
    /// <param name="events">The events; a gap is what the store has dropped.</param>
    /// <param name="reserved">How much of the memory budget was taken for them.</param>
    public void Prefetch(IReadOnlyList<RecordedEvent> events, long reserved)
    {
        _prefetched.Drop();
        _prefetched = new Prefetched(events, Owner.Recent.Budget, reserved);
    }

    /// <summary>Keeps what was read ahead only if there is room for it, now that the lane has no slot.</summary>
    /// <param name="isWaiting">Whether it will not be sent soon.</param>
    public void TrimAhead(bool isWaiting)
    {
        if (_prefetched.DropThrough(Cursor) && (isWaiting || !_prefetched.TryCharge()))
        {
            _prefetched.Drop();
        }
    }

    /// <summary>Takes the next events, from what was read ahead or from memory.</summary>
    /// <param name="maxEvents">The most events; at least 1.</param>
    /// <returns>The events in sequence; none if they have to be read from the store first. A dead letter is never in memory.</returns>
    public RecordedEvent[] TakeBatch(int maxEvents)
    {
        var most = (int)Math.Min(maxEvents, Pending);
        if (_prefetched.DropThrough(Cursor))
        {
            return _prefetched.Peek(most, Target);
        }

        if (Source is LaneSource.DeadLetters || !Owner.Recent.Holds(Cursor + 1))
        {
            return [];
        }

        var events = new RecordedEvent[most];
        var count = Owner.Recent.Copy(Cursor + 1, events);
        return count == most ? events : events[..count];
    }

    /// <summary>Gets whether everything up to its end that is not settled was dropped by the store.</summary>
    public bool IsRestDropped => _prefetched.StartsAfter(Target);

    /// <summary>
    /// Settles events, and counts what became of them; the rest of the way was dropped by the store, or lies between dead letters and is not
    /// asked for.
    /// </summary>
    /// <param name="cursor">The new cursor, beyond the old one.</param>
    /// <param name="delivered">How many arrived.</param>
    /// <param name="filtered">How many were not wanted.</param>
    /// <param name="letter">The event that was given up, if one was.</param>
    /// <param name="isRest">Whether the letter stands for everything up to the new cursor.</param>
    /// <returns>What has just been settled.</returns>
    public LaneCounters Settle(long cursor, int delivered, int filtered, DeadLetter? letter = null, bool isRest = false)
    {
        var dead = isRest ? cursor - Cursor : letter is null ? 0 : 1;
        var rest = cursor - Cursor - delivered - filtered - dead;
        var settled = Source is LaneSource.DeadLetters
            ? new LaneCounters(delivered, dead, 0, filtered + rest)
            : new LaneCounters(delivered, dead, rest, filtered);
        _counters += settled;
        Cursor = cursor;
        OldestPendingAt = null;
        _failed?.Forget(cursor);
        _poison.Settle(cursor);
        Uncommitted!.Add(settled, letter);
        return settled;
    }

    /// <summary>Says how often a pending event has been offered in vain.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <returns>How often, and since when if it was at all.</returns>
    public (int Attempts, DateTimeOffset? FirstAt) TriedInVain(long sequence) => _failed?.Of(sequence) ?? (0, null);

    /// <summary>Takes note of an attempt that failed.</summary>
    /// <param name="through">The sequence of the last event that it offered; the cursor if it offered none.</param>
    /// <param name="startedAt">When it started.</param>
    public void CountFailure(long through, DateTimeOffset startedAt)
    {
        FailuresInRow++;
        if (through > Cursor)
        {
            (_failed ??= new FailedAttempts()).Add(through, startedAt);
        }
    }

    /// <summary>The sink has taken an event, or refused one: it works, so the next failure is the first of its row.</summary>
    public void EndFailures()
    {
        FailuresInRow = 0;
        _suspension.End();
    }

    /// <summary>The host cannot deliver, or can again.</summary>
    /// <param name="reason">Why it cannot; null if it can.</param>
    /// <param name="now">The time.</param>
    public void Suspend(string? reason, long now)
    {
        SuspendedBecause = reason;
        if (reason is null)
        {
            _suspension.Lift();
        }
        else
        {
            _suspension.Begin(reason, isRefusal: false, now);
        }
    }

    /// <summary>The destination refuses the declaration or its credentials.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    public void Misconfigure(string reason, long now)
    {
        MisconfiguredBecause = reason;
        _suspension.Begin(reason, isRefusal: true, now);
    }

    /// <summary>It is not held and has nothing to deliver: when it is suspended again, that begins then.</summary>
    public void EndSuspension() => _suspension.End();

    /// <summary>Says how the lane is, if the store does not know it to be so.</summary>
    /// <returns>How it is; null if nothing has changed since this was last asked.</returns>
    public LaneHealth? TakeChangedHealth()
    {
        var health = new LaneHealth
        {
            LastSuccessAt = LastSuccessAt,
            LastError = LastError,
            LastErrorAt = LastErrorAt,
            FailuresInRow = FailuresInRow,
            SuspendedBecause = SuspendedBecause ?? MisconfiguredBecause,
            SuspendedAt = IsSuspended ? _suspension.Since : null,
            IsMisconfigured = SuspendedBecause is null && MisconfiguredBecause is not null,
        };
        if (health == _toldHealth)
        {
            return null;
        }

        _toldHealth = health;
        return health;
    }

    /// <summary>Takes note of an exception.</summary>
    /// <param name="events">How many events the batch held.</param>
    /// <param name="through">The sequence of the last of them.</param>
    public void CountException(int events, long through) => _poison.CountException(Cursor, events, through);

    /// <summary>Forgets failures: its declaration has changed, so what failed before may work now.</summary>
    /// <param name="now">From when the retry window runs anew.</param>
    public void Resume(long now)
    {
        FailuresInRow = 0;
        _failed?.Clear();
        _poison.Restart();
        MisconfiguredBecause = null;
        Suspend(Binding.SuspendedBecause, now);
        ResumedAt = now;
        ExpiresAt = null;
    }

    public SinkDeliveryStatus ToStatus() => new()
    {
        Name = Binding.Name,
        Lane = Binding.Key,
        SinkType = Binding.Key.SinkType,
        Destination = Binding.Key.Destination,
        State = State,
        Recorded = Target - Start,
        Delivered = _counters.Delivered,
        DeadLettered = _counters.DeadLettered,
        Dropped = _counters.Dropped,
        Filtered = _counters.Filtered,
        Pending = Pending,
        Cursor = Cursor,
        Attempts = TriedInVain(Cursor + 1).Attempts,
        LastSuccessAt = LastSuccessAt,
        LastError = SuspendedBecause ?? MisconfiguredBecause ?? LastError,
        LastErrorAt = LastErrorAt,
        ExpiresAt = Binding.ExpiresAt,
        Warnings = Binding.Warnings,
    };
}
