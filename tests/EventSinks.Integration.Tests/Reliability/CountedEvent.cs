namespace EventSinks.Integration.Reliability;

/// <summary>An event as it was acknowledged, recorded or received.</summary>
/// <param name="Sequence">Its place among those of its stack, from 1.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct CountedEvent(long Sequence, Guid Id);
