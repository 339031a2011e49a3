namespace EventSinks.Zaqar.Reader.Requests;

/// <summary>Reads whole bodies, up to a size that no page of Zaqar's has.</summary>
internal static class AnswerContent
{
    /// <summary>
    /// The most bytes: 20 messages of 256 KiB, Zaqar's most unless it is configured otherwise, are 30 MiB at worst, for Python escapes every
    /// character that is not ASCII.
    /// </summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads a body.</summary>
    /// <exception cref="QueueTroubleException">It is longer.</exception>
    /// <exception cref="IOException">It broke off.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
        {
            throw TooLong();
        }

        using var body = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await body.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            if (body.Length > MaxBytes)
            {
                throw TooLong();
            }
        }

        return body.ToArray();
    }

    private static QueueTroubleException TooLong() =>
        new($"the answer is longer than {MaxBytes / 1024 / 1024} MiB, which no page of Zaqar's is");
}
