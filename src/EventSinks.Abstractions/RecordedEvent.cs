namespace EventSinks;

/// <summary>An event and what the store gave it when it was recorded.</summary>
/// <param name="Event">The event.</param>
/// <param name="Sequence">Its place among the events of its stack: from 1, without gaps, in the order of recording.</param>
/// <param name="RecordedAt">When it was recorded, by the host's clock.</param>
public readonly record struct RecordedEvent(StackEvent Event, long Sequence, DateTimeOffset RecordedAt);
