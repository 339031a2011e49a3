namespace EventSinks.Storage;

/// <summary>What came of the deliveries of one lane since its last settlement.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Cursor">The cursor to come; never less than the one before.</param>
/// <param name="Settled">What is to be added to the counters.</param>
/// <param name="DeadLetters">The events given up, in sequence.</param>
/// <param name="IsFinished">
/// Whether the lane was closing and has now settled everything: it can be forgotten, unless the store has another end for it by now. One that
/// replays can be forgotten in any case.
/// </param>
public sealed record LaneSettlement(
    string StackId, LaneKey Lane, long Cursor, LaneCounters Settled, IReadOnlyList<DeadLetter> DeadLetters, bool IsFinished = false)
{
    /// <summary>Gets under which epoch this was delivered.</summary>
    public long Epoch { get; init; }

    /// <summary>Gets the attempts that failed, oldest first.</summary>
    public IReadOnlyList<FailedAttempt> FailedAttempts { get; init; } = [];

    /// <summary>Gets how the lane is now; null if that has not changed.</summary>
    public LaneHealth? Health { get; init; }
}
