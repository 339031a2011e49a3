using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>A stack as the worker knows it: its log, its recent events and its lanes. Owned by the worker, except where said.</summary>
internal sealed class StackLanes
{
    private bool _isForgotten;

    public StackLanes(StackIdentity stack, IStackLog log, RecentEvents recent, long epoch = 0)
    {
        Stack = stack;
        Log = log;
        Recent = recent;
        Epoch = epoch;
        Touched = new DispatchMessage.EventsRecorded(this);
    }

    public StackIdentity Stack { get; }

    /// <summary>Gets or sets whether the front door has forgotten it: events of the stack go to others from then on. For any thread.</summary>
    public bool IsForgotten
    {
        get => Volatile.Read(ref _isForgotten);
        set => Volatile.Write(ref _isForgotten, value);
    }

    /// <summary>Gets the stack's events in the store; for any thread.</summary>
    public IStackLog Log { get; }

    /// <summary>Gets under which epoch its lanes are settled; for any thread.</summary>
    public long Epoch { get; }

    /// <summary>Gets what of them is in memory; for any thread.</summary>
    public RecentEvents Recent { get; }

    /// <summary>Gets the one message that tells the worker of new events; for any thread.</summary>
    public DispatchMessage.EventsRecorded Touched { get; }

    /// <summary>Gets or sets the highest sequence that the worker knows of.</summary>
    public long Head { get; set; }

    /// <summary>Gets or sets which opening of the stack the worker has come to; openings are counted from 1.</summary>
    public int Opening { get; set; }

    /// <summary>Gets or sets whether the stack is closed: when its lanes have finished, it is forgotten.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Gets or sets whether another process has taken the stack over: nothing of it is delivered or settled here any more.</summary>
    public bool IsLost { get; set; }

    public List<Lane> Lanes { get; } = [];

    /// <summary>Gets how far the lanes had come that have finished, so that one is known again in what was read from the store before.</summary>
    public Dictionary<LaneKey, StoredLane> Forgotten { get; } = [];

    /// <summary>
    /// Lets go of recent events that no lane takes from memory any more. A lane that is held or far behind reads the store when its turn
    /// comes, so it keeps nothing here; nor does one that waits for its endpoint or a retry while memory is short.
    /// </summary>
    public void TrimRecent()
    {
        var isShort = Recent.Budget.IsShort;
        var through = Head;
        foreach (var lane in Lanes)
        {
            if (lane.Cursor < through && !lane.IsHeldUp(isShort) && lane.Source is LaneSource.Events && Recent.Holds(lane.Cursor + 1))
            {
                through = lane.Cursor;
            }
        }

        Recent.Trim(through);
    }

    /// <summary>Lets go of recent events if a lane is held up: then no settlement comes that would have it done.</summary>
    public void TrimIfHeldUp()
    {
        var isShort = Recent.Budget.IsShort;
        foreach (var lane in Lanes)
        {
            if (lane.IsHeldUp(isShort))
            {
                TrimRecent();
                return;
            }
        }
    }
}
