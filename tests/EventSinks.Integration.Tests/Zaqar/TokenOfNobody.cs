namespace EventSinks.Integration.Zaqar;

/// <summary>A credential that leads to a server without authentication, which does not look at the token.</summary>
internal sealed class TokenOfNobody(string endpoint, string? projectId) : IStackCredentials
{
    public bool AllowAmbient => false;

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken)
    {
        var attributes = new Dictionary<string, string> { ["endpoint"] = endpoint };
        if (projectId is not null)
        {
            attributes["project_id"] = projectId;
        }

        return ValueTask.FromResult<StackCredential?>(new(StackCredentialKinds.OpenStackToken, "unused", attributes));
    }
}
