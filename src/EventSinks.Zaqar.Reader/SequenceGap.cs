namespace EventSinks.Zaqar.Reader;

/// <summary>
/// Events of a stack that have not arrived though later ones have. They may be late, filtered out by the declaration's <c>events</c>, given
/// up by the engine, expired in the queue, or in another consumer's hands.
/// </summary>
/// <param name="StackId">The stack.</param>
/// <param name="After">The highest sequence that had arrived before.</param>
/// <param name="Before">The sequence that has arrived now: at least two more.</param>
public sealed record SequenceGap(string StackId, long After, long Before)
{
    /// <summary>Gets how many events are missing: 1 or more.</summary>
    public long Missing => Before - After - 1;
}
