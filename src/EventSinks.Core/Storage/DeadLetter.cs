namespace EventSinks.Storage;

/// <summary>An event that a lane has given up, with its own copy of the body.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="EventId">The event's id; empty for a letter that stands for all events up to its sequence that were given up at once.</param>
/// <param name="Body">The body as UTF-8 JSON; empty for an event that could not be encoded.</param>
/// <param name="Reason">Why it was given up.</param>
/// <param name="Attempts">How many attempts there were; 0 for an event whose time was over before its first.</param>
/// <param name="FirstAttemptAt">When the first of them started; if there was none, when the event was given up.</param>
/// <param name="GivenUpAt">When it was given up.</param>
public sealed record DeadLetter(
    string StackId,
    LaneKey Lane,
    long Sequence,
    Guid EventId,
    ReadOnlyMemory<byte> Body,
    string Reason,
    int Attempts,
    DateTimeOffset FirstAttemptAt,
    DateTimeOffset GivenUpAt)
{
    /// <summary>
    /// Gives the event as the letter holds it: as its sink would have got it, in Heat's form whatever the declaration's <c>format</c> is, at the
    /// time when it was given up.
    /// </summary>
    /// <returns>The event; null if the letter has no body that can be read.</returns>
    public RecordedEvent? ToEvent() =>
        StackEvent.TryParse(Body, out var e, out _) ? new RecordedEvent(e, Sequence, GivenUpAt) : null;
}
