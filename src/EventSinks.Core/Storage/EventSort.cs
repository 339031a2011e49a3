namespace EventSinks.Storage;

/// <summary>What events are sorted by.</summary>
public enum EventSort
{
    /// <summary>The order in which they were recorded, over all stacks.</summary>
    Recorded = 0,

    /// <summary>The time that the engine gave them (Heat's <c>event_time</c>).</summary>
    EventTime,

    /// <summary>The resource type, by its characters' values; events without one come first.</summary>
    ResourceType,
}
