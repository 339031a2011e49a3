using System.Collections.Concurrent;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>Credentials that lead each stack to a server of its own, which does not look at the token.</summary>
internal sealed class EndpointsOfStacks : IStackCredentials
{
    private readonly ConcurrentDictionary<string, TokenOfNobody> _byStack = new(StringComparer.Ordinal);

    public bool AllowAmbient => false;

    public void Add(StackIdentity stack, Uri endpoint, string projectId) => _byStack[stack.Id] = new TokenOfNobody(endpoint.ToString(), projectId);

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        _byStack[stack.Id].GetAsync(stack, kind, cancellationToken);
}
