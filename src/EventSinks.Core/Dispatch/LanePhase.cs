namespace EventSinks.Dispatch;

/// <summary>What a lane is doing. It does one thing at a time.</summary>
internal enum LanePhase
{
    /// <summary>Nothing: all is settled, or it may not go on (suspended, two outcomes uncommitted, a sink being disposed).</summary>
    Idle = 0,

    /// <summary>It stands in its queue for a slot, whether its next events are in memory or not.</summary>
    Ready,

    /// <summary>It stands in the queue for a read from the store, and holds a slot.</summary>
    AwaitingRead,

    /// <summary>It is being read for, and holds a slot.</summary>
    Reading,

    /// <summary>A call of its sink is under way.</summary>
    Delivering,

    /// <summary>It waits for the time of its next attempt.</summary>
    BackingOff,
}
