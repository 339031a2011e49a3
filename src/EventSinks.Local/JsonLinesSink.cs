namespace EventSinks.Local;

/// <summary>Appends a batch to a file in one write.</summary>
internal sealed class JsonLinesSink(GuardedFile file, FileGate gate) : IEventSink
{
    private const byte LineFeed = (byte)'\n';

    private bool _disposed;

    public BatchLimits Limits => new(Events: 1000, Bytes: 1024 * 1024, BytesPerEvent: 1);

    public async ValueTask<DeliveryResult> DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (file.Prepare() is { } obstacle)
            {
                return DeliveryResult.Suspend(obstacle);
            }

            var stream = file.Open();
            await using (stream.ConfigureAwait(false))
            {
                return await AppendAsync(stream, batch).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return DeliveryResult.Retry($"'{file.RelativePath}' cannot be written: {file.Explain(error)}");
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

    private async ValueTask<DeliveryResult> AppendAsync(FileStream stream, EventBatch batch)
    {
        if (!stream.CanSeek)
        {
            return DeliveryResult.Suspend($"'{file.RelativePath}' is no regular file");
        }

        // No token from here on: half a batch would be offered again whole.
        using var lines = new MemoryStream();
        if (EndsInsideALine(stream))
        {
            // A process died here, or the disk was full: its rest stays a line of its own and spoils no other.
            lines.WriteByte(LineFeed);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            lines.Write(batch.GetBody(i).Span);
            lines.WriteByte(LineFeed);
        }

        stream.Seek(0, SeekOrigin.End);
        await stream.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), CancellationToken.None).ConfigureAwait(false);
        await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return DeliveryResult.Delivered;
    }

    private static bool EndsInsideALine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return false;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != LineFeed;
    }
}
