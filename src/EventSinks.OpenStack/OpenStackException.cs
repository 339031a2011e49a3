namespace EventSinks.OpenStack;

/// <summary>A cloud could not be signed in to, or has no address to offer. The message is one line that users may read and holds no secret.</summary>
public sealed class OpenStackException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">One line for people, without secrets.</param>
    /// <param name="innerException">What led to it, if anything did.</param>
    public OpenStackException(OpenStackFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Gets why.</summary>
    public OpenStackFailure Failure { get; }

    /// <summary>Gets how long to wait before it is worth asking again, if that is known; zero or longer.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
