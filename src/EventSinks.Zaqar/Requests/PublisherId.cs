using System.Security.Cryptography;
using System.Text;

namespace EventSinks.Zaqar.Requests;

/// <summary>
/// The <c>Client-ID</c> that a stack's events are posted with. Zaqar hides from a client the messages of its own Client-ID, so it must
/// never be one that a reader uses; and it appears in the server's logs, so it stays the same over restarts and over processes.
/// </summary>
internal static class PublisherId
{
    /// <summary>Gives the same UUID (version 8) for the same stack and queue, for ever.</summary>
    public static Guid Of(string stackId, string queue)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"EventSinks.Zaqar\n{stackId}\n{queue}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}
