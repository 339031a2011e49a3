namespace EventSinks.Local;

/// <summary>A file on a disk that fills up, and that remembers what it was asked to flush.</summary>
internal sealed class FaultyDisk(string path, int room, bool canTakeBack = true) : FileStream(
    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous)
{
    public List<(bool ToDisk, long Length)> Flushes { get; } = [];

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var fits = Math.Min(buffer.Length, room);
        await base.WriteAsync(buffer[..fits], cancellationToken);
        if (fits < buffer.Length)
        {
            throw new IOException($"No space left on device : '{Name}'");
        }
    }

    public override void Flush(bool flushToDisk)
    {
        Flushes.Add((flushToDisk, Length));
        base.Flush(flushToDisk);
    }

    public override void SetLength(long value)
    {
        if (!canTakeBack)
        {
            throw new IOException("the disk is gone");
        }

        base.SetLength(value);
    }
}
