namespace EventSinks.Zaqar.Support;

/// <summary>Gives every stack the same credential, or none.</summary>
internal sealed record FixedCredentials(bool AllowAmbient, StackCredential? Credential = null) : IStackCredentials
{
    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Credential?.Kind == kind ? Credential : null);
}
