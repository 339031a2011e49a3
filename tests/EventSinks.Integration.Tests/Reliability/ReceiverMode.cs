namespace EventSinks.Integration.Reliability;

/// <summary>How the receiver answers.</summary>
internal enum ReceiverMode
{
    /// <summary>It keeps the batch and says so.</summary>
    Answers,

    /// <summary>It keeps the batch and says nothing.</summary>
    Hangs,

    /// <summary>It keeps nothing and answers 503.</summary>
    Fails,
}
