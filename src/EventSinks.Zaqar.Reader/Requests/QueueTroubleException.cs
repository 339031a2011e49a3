namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>The queue cannot be reached or used now; later it may. The message is one line for people.</summary>
internal sealed class QueueTroubleException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets how long the server asks to be left alone, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
