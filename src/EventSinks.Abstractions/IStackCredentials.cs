namespace EventSinks;

/// <summary>
/// Gives the credentials with which a stack's events are delivered: those of the stack's owner, so that no tenant writes with another's
/// or the operator's. Implemented by the engine. Thread-safe.
/// </summary>
public interface IStackCredentials
{
    /// <summary>
    /// Gets whether sinks may use the credentials of the process itself (such as <c>OS_*</c> variables) for stacks that this gives none
    /// for. Only an operator can say so: otherwise any tenant could write into the operator's project.
    /// </summary>
    bool AllowAmbient { get; }

    /// <summary>Gets a credential, each time one is needed; sinks do not store it.</summary>
    /// <param name="stack">The stack whose events are about to be delivered.</param>
    /// <param name="kind">What is asked for; see <see cref="StackCredentialKinds"/>.</param>
    /// <param name="cancellationToken">Signalled when the attempt is over.</param>
    /// <returns>The credential, or null if the stack has none of this kind.</returns>
    ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken);
}
