namespace EventSinks.Dispatch;

/// <summary>A sink type: its slots, and whether its sinks block. Owned by the worker.</summary>
internal sealed class SinkTypeGate(string sinkType, int limit) : IGate
{
    public string SinkType { get; } = sinkType;

    public Slots Slots { get; } = new(limit);

    /// <summary>Gets whether its sinks are started on threads of their own.</summary>
    public bool IsBlocking { get; private set; }

    /// <summary>Gets or sets how many of its calls have been slow to return; the first call of all may be, while code is compiled.</summary>
    public int SlowCalls { get; set; }

    public int Free => Slots.Free;

    public LinkedList<LaneQueue> Waiting { get; } = new();

    public bool IsListedAsOpened { get; set; }

    /// <summary>From now on no more of its sinks run than there are threads for them.</summary>
    /// <param name="threads">How many threads there are.</param>
    public void MarkBlocking(int threads)
    {
        IsBlocking = true;
        Slots.Limit = Math.Min(Slots.Limit, threads);
    }
}
