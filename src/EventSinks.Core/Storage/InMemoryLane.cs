namespace EventSinks.Storage;

/// <summary>A lane of the in-memory store, with its last failed attempts. Not thread-safe: under its stack's lock.</summary>
internal sealed class InMemoryLane(StoredLane stored)
{
    // Made when an attempt first fails: nearly all lanes never need it.
    private Queue<FailedAttempt>? _failedAttempts;

    public StoredLane Stored { get; set; } = stored;

    /// <summary>Gets the number of the last letter that it is about; null for a lane that replays no letters.</summary>
    public long? LastLetter { get; init; }

    public IEnumerable<FailedAttempt> FailedAttempts => _failedAttempts ?? [];

    public void Settle(LaneSettlement settlement)
    {
        Stored = Stored with
        {
            Cursor = settlement.Cursor,
            Counters = Stored.Counters + settlement.Settled,
            Health = settlement.Health ?? Stored.Health,
        };
        foreach (var attempt in settlement.FailedAttempts)
        {
            _failedAttempts ??= [];
            _failedAttempts.Enqueue(attempt);
            if (_failedAttempts.Count > FailedAttempt.KeptPerLane)
            {
                _failedAttempts.Dequeue();
            }
        }
    }
}
