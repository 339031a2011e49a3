using EventSinks.Dispatch;

namespace EventSinks.Tool.Explain;

/// <summary>The story of an event at one sink.</summary>
/// <param name="Sink">The lane's key.</param>
/// <param name="Name">The sink's name.</param>
/// <param name="State">How the lane is.</param>
/// <param name="Cursor">The sequence up to which the lane is settled.</param>
/// <param name="Fate">What became of the event.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Wanted">Whether the declaration, as it is now, wants the event; null if that cannot be told.</param>
/// <param name="WantedProblem">Why it cannot be told.</param>
/// <param name="FailedAttempts">The attempts with the event that failed, oldest first, as far as the store keeps them.</param>
internal sealed record SinkStory(
    string Sink,
    string Name,
    LaneState State,
    long Cursor,
    EventFate Fate,
    string Text,
    bool? Wanted,
    string? WantedProblem,
    IReadOnlyList<AttemptView> FailedAttempts);
