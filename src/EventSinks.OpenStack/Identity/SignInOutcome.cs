namespace EventSinks.OpenStack.Identity;

/// <summary>What came of a question to Keystone. A value, since an exception that nobody waits for would count as unobserved.</summary>
/// <param name="Access">The access; null if there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="RetryAfter">How long Keystone is not asked again.</param>
internal sealed record SignInOutcome(OpenStackAccess? Access, SignInFailure? Failure = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Gives the access.</summary>
    /// <exception cref="OpenStackException">There is none.</exception>
    public OpenStackAccess ToAccess() => Access ?? throw Failure!.ToException(RetryAfter);
}
