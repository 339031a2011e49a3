using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventSinks.Webhook.Signing;

/// <summary>Signs a request by Standard Webhooks: HMAC-SHA256 over its id, its time and its body, once for each key.</summary>
/// <remarks>Source: Standard Webhooks 1.0.0, "Signature scheme" and "Webhook headers".</remarks>
internal static class WebhookSignature
{
    /// <summary>Gives the value of <c>webhook-signature</c>.</summary>
    /// <param name="keys">The keys, at least one.</param>
    /// <param name="id">The id, without full stops.</param>
    /// <param name="timestamp">When the request is sent, in seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(IReadOnlyList<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var signatures = new StringBuilder();
        foreach (var key in keys)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(head);
            hash.AppendData(body);
            signatures.Append(signatures.Length > 0 ? " " : "").Append("v1,").Append(Convert.ToBase64String(hash.GetHashAndReset()));
        }

        return signatures.ToString();
    }
}
