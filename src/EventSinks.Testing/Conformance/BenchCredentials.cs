namespace EventSinks.Testing.Conformance;

/// <summary>Gives each stack the same credential until it is withdrawn, never those of the process, and counts. Thread-safe.</summary>
internal sealed class BenchCredentials(StackCredential? credential) : IStackCredentials
{
    private volatile StackCredential? _credential = credential;
    private int _asked;

    public bool AllowAmbient => false;

    /// <summary>Gets how often a sink has asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return ValueTask.FromResult(_credential is { } known && known.Kind == kind ? known : null);
    }

    /// <summary>The stack has no credential any more.</summary>
    public void Withdraw() => _credential = null;
}
