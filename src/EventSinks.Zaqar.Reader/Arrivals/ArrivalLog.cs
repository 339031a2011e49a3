using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Arrivals;

/// <summary>What has arrived in one enumeration: tells repeats and gaps. Its memory is bounded.</summary>
internal sealed class ArrivalLog(ZaqarQueueReaderOptions options)
{
    // Enough for Zaqar's paging, which gives messages again when the marker is gone.
    private const int FewestMessages = 10_000;
    private const int MostStacks = 20_000;

    private readonly RecentIds<string> _messages = new(Math.Max(options.RememberedIds, FewestMessages));
    private readonly RecentIds<Guid> _events = new(options.RememberedIds);
    private readonly StackSequences _sequences = new(MostStacks);

    /// <summary>Says whether this very message was here.</summary>
    public bool HasMessage(QueueMessage message) => _messages.Contains(message.Id);

    /// <summary>Says whether its event was here, in this message or another.</summary>
    public bool HasEvent(QueueMessage message) => message.Facts is { } facts && _events.Contains(facts.EventId);

    /// <summary>Remembers that a message, and its event, was here.</summary>
    public void Remember(QueueMessage message)
    {
        _messages.Add(message.Id);
        if (message.Facts is { } facts)
        {
            _events.Add(facts.EventId);
        }
    }

    /// <summary>Notes a message's sequence.</summary>
    /// <returns>The gap before it, if there is one.</returns>
    public SequenceGap? NoteSequence(QueueMessage message) =>
        message.Facts is { Sequence: { } sequence } facts ? _sequences.Note(facts.StackId, sequence) : null;
}
