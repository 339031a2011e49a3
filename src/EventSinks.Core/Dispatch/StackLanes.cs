using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>A stack as the worker knows it: its log, its recent events and its lanes. Owned by the worker, except where said.</summary>
internal sealed class StackLanes
{
    public StackLanes(StackIdentity stack, IStackLog log, RecentEvents recent, long epoch = 0)
    {
        Stack = stack;
        Log = log;
        Recent = recent;
        Epoch = epoch;
        Touched = new DispatchMessage.EventsRecorded(this);
    }

    public StackIdentity Stack { get; }

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

    public List<Lane> Lanes { get; } = [];
}
