namespace EventSinks.Zaqar.Reader;

/// <summary>
/// A queue cannot be read, and trying again would not help. The message is one line that users may read; it holds no secret.
/// </summary>
public sealed class ZaqarQueueException : Exception
{
    internal ZaqarQueueException(ZaqarQueueFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Gets why.</summary>
    public ZaqarQueueFailure Failure { get; }
}
