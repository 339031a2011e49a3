namespace EventSinks.Local;

/// <summary>Appends one batch, each event a line, and sets the file aside where it is full. For one use, by one thread at a time.</summary>
internal sealed class BatchAppend(GuardedFile file, EventBatch batch, Rotation? rotation, bool sync, Func<GuardedFile, FileStream> open)
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Gets how many events, from the start of the batch, are in the file, and on the disk where that was asked for.</summary>
    public int Appended { get; private set; }

    /// <summary>Appends every event, and says what stands in the way for good, or gives null.</summary>
    /// <exception cref="IOException">It does not work now. What was written beyond <see cref="Appended"/> is taken back if that can be done.</exception>
    /// <exception cref="UnauthorizedAccessException">The process has not the right to.</exception>
    public async ValueTask<string?> RunAsync()
    {
        // A file that is full in spite of having just been set aside is another process's doing; it is left to grow.
        var mayTurn = rotation is not null;
        while (Appended < batch.Count)
        {
            if (file.Prepare() is { } obstacle)
            {
                return obstacle;
            }

            var stream = open(file);
            await using (stream.ConfigureAwait(false))
            {
                if (!stream.CanSeek)
                {
                    return $"'{file.RelativePath}' is no regular file";
                }

                if (mayTurn && stream.Length > 0 && !Fits(stream.Length, batch.GetBody(Appended)))
                {
                    mayTurn = false;
                    if (rotation!.Turn(file) is { } inTheWay)
                    {
                        return inTheWay;
                    }
                }
                else
                {
                    await AppendWhatFitsAsync(stream).ConfigureAwait(false);
                    mayTurn = rotation is not null;
                }
            }
        }

        return null;
    }

    private async ValueTask AppendWhatFitsAsync(FileStream stream)
    {
        using var lines = new MemoryStream();
        if (EndsInsideALine(stream))
        {
            // A process died here, or the disk was full: its rest stays a line of its own and spoils no other.
            lines.WriteByte(LineFeed);
        }

        var end = stream.Length;
        var next = Appended;
        do
        {
            lines.Write(batch.GetBody(next).Span);
            lines.WriteByte(LineFeed);
            next++;
        }
        while (next < batch.Count && Fits(end + lines.Length, batch.GetBody(next)));

        try
        {
            stream.Seek(end, SeekOrigin.Begin);
            await stream.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), CancellationToken.None).ConfigureAwait(false);
            stream.Flush(flushToDisk: sync);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lines will be offered again. Where even this fails, the next batch begins a line of its own.
            stream.SetLength(end);
            throw;
        }

        Appended = next;
    }

    private bool Fits(long length, ReadOnlyMemory<byte> body) => rotation is null || length + body.Length + 1 <= rotation.MaxSize;

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
