namespace EventSinks.Credentials;

/// <summary>
/// Every stack is delivered with the credentials of the process itself (such as <c>OS_*</c> variables). Right for a program that one
/// person runs for themselves; wrong for an engine with tenants, where any of them could write into the operator's project. Thread-safe.
/// </summary>
public sealed class AmbientStackCredentials : IStackCredentials
{
    /// <summary>Gets whether sinks may use the credentials of the process itself.</summary>
    /// <value>Always true.</value>
    public bool AllowAmbient => true;

    /// <inheritdoc />
    /// <remarks>Always null: no stack has credentials of its own.</remarks>
    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StackCredential?>(null);
}
