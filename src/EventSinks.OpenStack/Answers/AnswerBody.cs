using System.Buffers;
using System.Text;

namespace EventSinks.OpenStack.Answers;

/// <summary>Reads the body of an answer as far as it is worth reading. By then the status has decided, so nothing here can fail.</summary>
internal static class AnswerBody
{
    /// <summary>The most bytes that are read: room for the answer to 500 messages (33 KB), and for any error in words.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Gives the body's text; what is beyond the cap, or behind a broken connection, is missing.</summary>
    public static async ValueTask<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            do
            {
                read = await stream.ReadAsync(buffer.AsMemory(length, MaxBytes - length), cancellationToken).ConfigureAwait(false);
                length += read;
            }
            while (read > 0 && length < MaxBytes);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            // What came before the break still says something.
        }

        var text = Encoding.UTF8.GetString(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }
}
