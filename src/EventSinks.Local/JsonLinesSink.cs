namespace EventSinks.Local;

/// <summary>Appends batches to a file that other lanes may append to as well, one lane at a time.</summary>
/// <param name="file">The file.</param>
/// <param name="gate">Its gate, which is returned when the sink is disposed.</param>
/// <param name="rotation">When and how the file is set aside; null for never.</param>
/// <param name="sync">Whether events count as delivered only once the disk has them.</param>
/// <param name="open">Opens the file; tests have disks of their own.</param>
internal sealed class JsonLinesSink(
    GuardedFile file, FileGate gate, Rotation? rotation = null, bool sync = false, Func<GuardedFile, FileStream>? open = null) : IEventSink
{
    private readonly Func<GuardedFile, FileStream> _open = open ?? (static file => file.Open());
    private bool _disposed;

    public BatchLimits Limits => new(Events: 1000, Bytes: 1024 * 1024, BytesPerEvent: 1);

    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var append = new BatchAppend(file, batch, rotation, sync, _open);
        await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // No token from here on: half a line would be left behind.
            return await append.RunAsync().ConfigureAwait(false) is { } obstacle
                ? DeliveryResult.Suspend(obstacle, append.Appended)
                : DeliveryResult.Delivered;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return DeliveryResult.Retry($"'{file.RelativePath}' cannot be written: {file.Explain(error)}", append.Appended);
        }
        finally
        {
            gate.Leave();
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            gate.Return();
        }

        return ValueTask.CompletedTask;
    }
}
