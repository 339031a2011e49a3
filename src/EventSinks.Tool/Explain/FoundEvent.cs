using EventSinks.Storage;

namespace EventSinks.Tool.Explain;

/// <summary>The event that a person asks about.</summary>
/// <param name="Stack">Its stack.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Event">The event; null if it is neither in the store any longer nor in a dead letter.</param>
/// <param name="RecordedAt">When it was recorded; null if the store no longer has it.</param>
internal sealed record FoundEvent(StoredStack Stack, long Sequence, StackEvent? Event, DateTimeOffset? RecordedAt);
