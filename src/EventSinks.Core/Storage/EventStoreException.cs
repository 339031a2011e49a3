namespace EventSinks.Storage;

/// <summary>The store could not do its work. The only exception that publishing lets out, cancellation and misuse apart.</summary>
public class EventStoreException : Exception
{
    /// <summary>Says what could not be done.</summary>
    /// <param name="message">What could not be done and why.</param>
    /// <param name="innerException">What the storage itself said, if it said anything.</param>
    public EventStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
