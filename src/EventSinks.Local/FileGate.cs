namespace EventSinks.Local;

/// <summary>Lets one lane at a time append to a file.</summary>
internal sealed class FileGate(FileGates owner, string fullPath) : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);

    public string FullPath { get; } = fullPath;

    /// <summary>Gets or sets how many sinks hold the gate; only its owner touches this, under its lock.</summary>
    public int Users { get; set; }

    public Task EnterAsync(CancellationToken cancellationToken) => _semaphore.WaitAsync(cancellationToken);

    public void Leave() => _semaphore.Release();

    public void Dispose() => _semaphore.Dispose();

    public void Return() => owner.Return(this);
}
