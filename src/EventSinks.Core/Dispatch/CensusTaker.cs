namespace EventSinks.Dispatch;

/// <summary>
/// Counts lanes for whoever asks, some at a time: there may be a hundred thousand, and deliveries do not wait for it. Owned by the worker.
/// </summary>
internal sealed class CensusTaker
{
    private const int LanesAtATime = 1_000;

    private readonly List<TaskCompletionSource<LaneCensus?>> _asked = [];
    private readonly HashSet<Endpoint> _unavailable = [];
    private readonly RecordedEvent[] _next = new RecordedEvent[1];
    private StackLanes[] _stacks = [];
    private int _index;
    private int[] _lanes = [];
    private long _pending;
    private long _longestWait;

    /// <summary>Gets whether lanes are left to be counted.</summary>
    public bool IsUnderWay => _asked.Count > 0;

    /// <summary>Begins a census, or joins the one under way.</summary>
    /// <param name="answer">Is given the census.</param>
    /// <param name="stacks">The stacks that there are.</param>
    public void Ask(TaskCompletionSource<LaneCensus?> answer, IReadOnlyCollection<StackLanes> stacks)
    {
        if (!IsUnderWay)
        {
            _stacks = [.. stacks];
            _index = 0;
            _lanes = new int[Enum.GetValues<LaneState>().Length];
            _pending = 0;
            _longestWait = 0;
        }

        _asked.Add(answer);
    }

    /// <summary>Counts some more.</summary>
    /// <param name="now">The time.</param>
    public void Advance(long now)
    {
        if (!IsUnderWay)
        {
            return;
        }

        for (var left = LanesAtATime; left > 0 && _index < _stacks.Length; _index++)
        {
            left -= 1 + _stacks[_index].Lanes.Count;
            foreach (var lane in _stacks[_index].Lanes)
            {
                Count(lane, now);
            }
        }

        if (_index == _stacks.Length)
        {
            Answer(new LaneCensus(_lanes, _pending, TimeSpan.FromTicks(_longestWait), _unavailable.Count));
        }
    }

    /// <summary>Answers that there is no census any more: the worker has ended.</summary>
    public void Abandon() => Answer(null);

    private void Answer(LaneCensus? census)
    {
        foreach (var asked in _asked)
        {
            asked.TrySetResult(census);
        }

        _asked.Clear();
        _unavailable.Clear();
        _stacks = [];
    }

    private void Count(Lane lane, long now)
    {
        _lanes[(int)lane.State]++;
        _pending += lane.Pending;
        if (lane.Queue.Endpoint.Circuit.State is not CircuitState.Closed)
        {
            _unavailable.Add(lane.Queue.Endpoint);
        }

        if (lane.Pending > 0 && !IsExplained(lane))
        {
            _longestWait = Math.Max(_longestWait, now - GoingOnSince(lane));
        }
    }

    // What a tenant's own destinations can bring about; the rest is ours, or the store's.
    private static bool IsExplained(Lane lane) =>
        lane.State is not (LaneState.Healthy or LaneState.CatchingUp or LaneState.Closing)
        || lane.FailuresInRow > 0
        || lane.Attempt is not null
        || lane.Disposal is not null
        || lane.Queue.Endpoint.Free == 0
        || lane.Queue.Endpoint.SinkType.Free == 0
        || lane.Queue.Project.Slots.AreFull;

    // When its next event was recorded, if that is in memory, or when it last went on, if that was later.
    private long GoingOnSince(Lane lane)
    {
        var since = Math.Max(lane.ResumedAt, lane.LastSuccessAt?.UtcTicks ?? 0);
        var recordedAt = lane.Owner.Recent.Copy(lane.Cursor + 1, _next) > 0 ? _next[0].RecordedAt.UtcTicks : 0;
        _next[0] = default;
        return Math.Max(since, recordedAt);
    }
}
