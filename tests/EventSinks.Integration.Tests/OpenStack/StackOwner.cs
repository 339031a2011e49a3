using EventSinks.Integration.Support;

namespace EventSinks.Integration.OpenStack;

/// <summary>Somebody with a stack and a queue in a project of their own.</summary>
/// <param name="User">The user, who trusts the engine.</param>
/// <param name="Project">The project.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Token">A token of the user's for the project.</param>
/// <param name="Queue">The queue, as the user reads it.</param>
internal sealed record StackOwner(string User, string Project, StackIdentity Stack, string Token, ZaqarQueue Queue)
{
    /// <summary>Gives a credential of this owner's.</summary>
    public async Task<StackCredential> CredentialAsync(Cloud cloud, string kind) => kind switch
    {
        StackCredentialKinds.OpenStackTrust => new(kind, cloud.Accounts.TrustIds[User]),
        StackCredentialKinds.OpenStackToken => new(kind, Token),
        _ => (await cloud.ShareAsync(Token, Queue.Name)).ToCredential(),
    };

    /// <summary>Gives the names of these resources: no other owner has such.</summary>
    public IReadOnlyList<string> Resources(int count) => [.. Enumerable.Range(1, count).Select(number => $"{Project}-{number}")];
}
