namespace EventSinks.Storage;

/// <summary>Where the events of a lane come from.</summary>
public enum LaneSource
{
    /// <summary>The events of its stack.</summary>
    Events = 0,

    /// <summary>The dead letters of the lane that it replays for. What lies between them it does not take: it counts as filtered.</summary>
    DeadLetters,
}
