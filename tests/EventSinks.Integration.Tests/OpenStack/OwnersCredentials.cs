using System.Collections.Concurrent;

namespace EventSinks.Integration.OpenStack;

/// <summary>What an engine knows of its stacks' owners: at most one credential for each stack.</summary>
internal sealed class OwnersCredentials : IStackCredentials
{
    private readonly ConcurrentDictionary<string, StackCredential> _known = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool AllowAmbient { get; init; }

    public void Give(StackIdentity stack, StackCredential credential) => _known[stack.Id] = credential;

    /// <inheritdoc />
    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_known.TryGetValue(stack.Id, out var credential) && credential.Kind == kind ? credential : null);
}
