namespace EventSinks.Storage;

/// <summary>Which recorded event: of a stack and a sequence there is only one, whereas an id comes again if an engine publishes an event twice.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="Sequence">The sequence, counted from 1.</param>
public sealed record RecordedPlace(string StackId, long Sequence);
