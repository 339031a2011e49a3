namespace EventSinks.Zaqar.Support;

/// <summary>Gives each stack its own credentials, by the stack's id.</summary>
internal sealed class StacksCredentials(params (string StackId, StackCredential Credential)[] credentials) : IStackCredentials
{
    public bool AllowAmbient { get; init; }

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StackCredential?>(credentials.FirstOrDefault(each => each.StackId == stack.Id && each.Credential.Kind == kind).Credential);
}
