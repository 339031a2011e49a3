namespace EventSinks.Observing;

/// <summary>Gives every stack the same secret.</summary>
internal sealed class FixedCredentials(string secret) : IStackCredentials
{
    public bool AllowAmbient => false;

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StackCredential?>(new StackCredential(kind, secret));
}
