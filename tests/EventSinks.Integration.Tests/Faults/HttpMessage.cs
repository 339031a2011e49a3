using System.Globalization;
using System.Text;

namespace EventSinks.Integration.Faults;

/// <summary>Whole messages of HTTP/1.1 as bytes, one at a time on a connection, and each with its Content-Length if it has a body.</summary>
internal static class HttpMessage
{
    private const string Length = "\r\nContent-Length:";

    /// <summary>Reads one message; empty if the connection has ended before it was whole.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(message.GetBuffer().AsSpan(0, (int)message.Length)))
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return [];
            }

            await message.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return message.ToArray();
    }

    /// <summary>Makes an answer.</summary>
    public static byte[] Answer(string status, string body = "", params string[] headers) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\n"
        + $"{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n{body}");

    /// <summary>Makes an answer of something that speaks to people: a page.</summary>
    public static byte[] Page(string status, string title) => Answer(
        status, $"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>", "Content-Type: text/html");

    /// <summary>Says whether a message is an answer of this status.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> message, int status) =>
        message.StartsWith(Encoding.ASCII.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} "));

    /// <summary>Gives how many bytes the head has, with the blank line behind it; 0 if it is not whole.</summary>
    public static int HeadOf(ReadOnlySpan<byte> message) => message.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : 0;

    private static bool IsWhole(ReadOnlySpan<byte> message)
    {
        var head = HeadOf(message);
        return head > 0 && message.Length >= head + BodyOf(Encoding.ASCII.GetString(message[..head]));
    }

    private static int BodyOf(string head)
    {
        var start = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return 0;
        }

        start += Length.Length;
        return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
