namespace EventSinks.OpenStack.Identity;

/// <summary>Reads the body of a good answer, which a whole catalog may be in, but not without end.</summary>
internal static class CappedBody
{
    /// <summary>The most bytes that are read. Catalogs of large clouds have some 100 KB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Gives the body; null if it is larger than the cap.</summary>
    /// <exception cref="IOException">The connection broke before the body's end.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[16 * 1024];
        var length = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
            if (length > MaxBytes)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return buffer.AsMemory(0, length);
    }
}
