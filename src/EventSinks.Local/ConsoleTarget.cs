namespace EventSinks.Local;

/// <summary>A stream of the process, written to by one lane at a time. Thread-safe.</summary>
internal sealed class ConsoleTarget(Func<TextWriter> writer) : IDisposable
{
    // Waited for without a thread: a thousand lanes before a paused terminal cost one thread, not a thousand.
    private readonly SemaphoreSlim _gate = new(1, 1);

    // The host may redirect its output at any time, so the writer is asked for at each batch.
    public static ConsoleTarget Stdout { get; } = new(static () => Console.Out);

    public static ConsoleTarget Stderr { get; } = new(static () => Console.Error);

    public void Dispose() => _gate.Dispose();

    /// <summary>Writes whole lines in one call, so that no other writer's come between them.</summary>
    public async ValueTask WriteAsync(string lines, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var output = writer();
            await output.WriteAsync(lines).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}
