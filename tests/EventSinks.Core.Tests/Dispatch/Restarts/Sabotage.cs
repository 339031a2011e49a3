using EventSinks.Storage;

namespace EventSinks.Dispatch.Restarts;

/// <summary>A planted bug: what it does to what goes between the loop and the world. Without any, everything passes as it is.</summary>
internal sealed record Sabotage
{
    /// <summary>Gets whether the worker is not told of an event.</summary>
    public Func<int, bool> SwallowsWakeUp { get; init; } = static _ => false;

    /// <summary>Gets what the store is given in place of settlements; its epoch is the second argument.</summary>
    public Func<LaneSettlement, long, LaneSettlement> Settlement { get; init; } = static (settlement, _) => settlement;

    /// <summary>Gets how often the store is given them.</summary>
    public int Commits { get; init; } = 1;

    /// <summary>Gets what a lane is given in place of what was read.</summary>
    public Func<IReadOnlyList<RecordedEvent>, IReadOnlyList<RecordedEvent>> Read { get; init; } = static events => events;

    /// <summary>Gets in which order a batch arrives.</summary>
    public Func<IReadOnlyList<RecordedEvent>, IEnumerable<RecordedEvent>> Arrival { get; init; } = static events => events;

    /// <summary>Gets what a process is told of a stored lane.</summary>
    public Func<StoredLane, StoredLane> Stored { get; init; } = static lane => lane;

    /// <summary>Gets whether a lane's cursor is committed when its batch leaves.</summary>
    public bool SettlesBeforeTheAnswer { get; init; }

    /// <summary>Gets whether a process starts the lanes that it loads twice.</summary>
    public bool ResumesTwice { get; init; }
}
