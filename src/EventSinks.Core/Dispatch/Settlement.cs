using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What came of a lane's deliveries since the last commit began. Owned by the worker.</summary>
internal sealed class Settlement
{
    private readonly List<DeadLetter> _deadLetters = [];

    public LaneCounters Settled { get; private set; }

    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters;

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
}
