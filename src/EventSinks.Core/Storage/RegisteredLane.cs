namespace EventSinks.Storage;

/// <summary>A lane as it is declared.</summary>
/// <param name="Key">Which lane.</param>
/// <param name="Declaration">
/// Its declaration as JSON, to bind it again when it is no longer among the stack's; null for one of the operator's, who gives it again
/// himself and may have secrets in it.
/// </param>
public sealed record RegisteredLane(LaneKey Key, string? Declaration = null);
