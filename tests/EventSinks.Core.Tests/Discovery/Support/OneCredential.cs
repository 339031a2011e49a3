namespace EventSinks.Discovery.Support;

/// <summary>The same token for every stack.</summary>
internal sealed class OneCredential : IStackCredentials
{
    public bool AllowAmbient => false;

    public ValueTask<StackCredential?> GetAsync(StackIdentity stack, string kind, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StackCredential?>(new(
            kind,
            "t0ken",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["endpoint"] = "https://zaqar.example.org" },
            new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
}
