using System.Security.Cryptography;

namespace EventSinks.Webhook.Requests;

/// <summary>The <c>webhook-id</c> of a request: the same for the same events, however often they are sent.</summary>
internal static class MessageId
{
    /// <summary>Gives the id of one event's request: the event's own.</summary>
    public static string Of(StackEvent e) => e.Id.ToString("D");

    /// <summary>Gives the id of a request with some events of a batch: a UUID (version 8) made of theirs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">The first event.</param>
    /// <param name="count">How many.</param>
    public static string Of(EventBatch batch, int start, int count)
    {
        var ids = new byte[count * 16];
        for (var i = 0; i < count; i++)
        {
            batch[start + i].Event.Id.TryWriteBytes(ids.AsSpan(i * 16, 16), bigEndian: true, out _);
        }

        var hash = SHA256.HashData(ids);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
