namespace EventSinks.Zaqar.Answers;

/// <summary>What an answer means for the messages that were posted.</summary>
internal enum AnswerKind
{
    /// <summary>The lane stops here, with a result that says why.</summary>
    Stopped,

    /// <summary>All messages are in the queue.</summary>
    Stored,

    /// <summary>At least one of the messages is one that Zaqar will never take; none was stored.</summary>
    MessageRefused,

    /// <summary>The request had more bytes than the server takes; none was stored.</summary>
    TooLarge,
}
