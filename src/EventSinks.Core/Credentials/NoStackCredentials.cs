namespace EventSinks.Credentials;

/// <summary>
/// No stack has credentials, and the credentials of the process are nobody's: the safe answer for an engine that serves several tenants.
/// Thread-safe.
/// </summary>
public sealed class NoStackCredentials : IStackCredentials
{
    /// <summary>Gets whether sinks may use the credentials of the process itself.</summary>
    /// <value>Always false.</value>
    public bool AllowAmbient => false;

    /// <inheritdoc />
    /// <remarks>Always null.</remarks>
    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StackCredential?>(null);
}
