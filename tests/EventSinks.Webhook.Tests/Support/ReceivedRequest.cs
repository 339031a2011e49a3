using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EventSinks.Webhook.Support;

/// <summary>A request as a receiver sees it.</summary>
internal sealed record ReceivedRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public string Timestamp => Headers["webhook-timestamp"];

    public string? ContentType => Headers.GetValueOrDefault("Content-Type");

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>Checks the signature as docs/webhook.md shows it, and not as the sink makes it.</summary>
    public bool IsSignedWith(string secret) => Headers["webhook-signature"].Split(' ').Contains(
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"))),
        StringComparer.Ordinal);
}
