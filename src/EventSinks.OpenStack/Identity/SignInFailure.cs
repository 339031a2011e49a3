namespace EventSinks.OpenStack.Identity;

/// <summary>Why there is no access: what all who ask are told, each by an exception of their own.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">One line for people, without secrets.</param>
/// <param name="Cause">What led to it, if anything did.</param>
internal sealed record SignInFailure(OpenStackFailure Kind, string Message, Exception? Cause = null)
{
    /// <summary>Makes an exception for one caller.</summary>
    public OpenStackException ToException(TimeSpan? retryAfter) => new(Kind, Message, Cause) { RetryAfter = retryAfter };
}
