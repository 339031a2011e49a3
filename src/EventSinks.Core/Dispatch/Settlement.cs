using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What came of a lane's deliveries since the last commit began. Owned by the worker.</summary>
internal sealed class Settlement
{
    private readonly List<DeadLetter> _deadLetters = [];

    // Made when an attempt first fails: nearly all settlements never need it.
    private Queue<FailedAttempt>? _failedAttempts;

    public LaneCounters Settled { get; private set; }

    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters;

    public IReadOnlyList<FailedAttempt> FailedAttempts => _failedAttempts is null ? [] : [.. _failedAttempts];

    /// <summary>Gets or sets how many batches this comes from: what is delivered again if the process dies before it is committed.</summary>
    public int Batches { get; set; }

    /// <summary>Gets or sets whether the lane has finished with this and can be forgotten.</summary>
    public bool IsFinish { get; set; }

    public void Add(LaneCounters settled, DeadLetter? letter)
    {
        Settled += settled;
        if (letter is not null)
        {
            _deadLetters.Add(letter);
        }
    }

    /// <summary>Adds an attempt that failed. While the store is down they come without end, so only as many are kept as it would keep.</summary>
    /// <param name="attempt">The attempt.</param>
    public void Add(FailedAttempt attempt)
    {
        _failedAttempts ??= [];
        if (_failedAttempts.Count == FailedAttempt.KeptPerLane)
        {
            _failedAttempts.Dequeue();
        }

        _failedAttempts.Enqueue(attempt);
    }
}
