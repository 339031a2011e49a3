namespace EventSinks.Storage;

/// <summary>Another process delivers these stacks by now: this one was held up for so long that it lost them, and must not settle any more.</summary>
public sealed class StoreTakenOverException : EventStoreException
{
    /// <summary>Says what was taken over.</summary>
    /// <param name="message">What was taken over.</param>
    public StoreTakenOverException(string message)
        : base(message)
    {
    }
}
