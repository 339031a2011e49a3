using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventSinks.Webhook;

/// <summary>The URL of a receiver. What is said of it names its host at most: the rest may be a secret.</summary>
internal static class WebhookUrl
{
    /// <summary>Reads a URL.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowsHttp">Whether the operator allows http to any host.</param>
    /// <param name="url">The URL.</param>
    /// <param name="fault">What is wrong with it, without the URL itself.</param>
    public static bool TryRead(string text, bool allowsHttp, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? fault)
    {
        fault = !Uri.TryCreate(text, UriKind.Absolute, out url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0
            ? "url is an absolute URL such as https://hooks.example.com/stacks"
            : url.UserInfo.Length > 0 ? "url has a user or password in it, which would not be sent; put it into headers, as Authorization"
            : url.Fragment.Length > 0 ? "url has a fragment (#...), which would not be sent; leave it out"
            : url.Scheme == Uri.UriSchemeHttp && !allowsHttp && !url.IsLoopback ? "url has http, which anybody on the way can read; use https, or ask the operator to set allow_http"
            : null;
        return fault is null;
    }

    /// <summary>Gives what tells one destination from another: scheme, host and port to read, and a digest of the whole.</summary>
    /// <param name="url">The URL.</param>
    public static string IdentityOf(Uri url) => $"{url.GetLeftPart(UriPartial.Authority)}#{DigestOf(url)}";

    /// <summary>
    /// Gives what lanes share a circuit and a limit by: host, port and the digest. What another receiver on the same host answers says nothing of
    /// this one, and might be another tenant's.
    /// </summary>
    /// <param name="url">The URL.</param>
    public static string EndpointOf(Uri url)
    {
        var host = url.HostNameType is UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{url.Port}/{DigestOf(url)}");
    }

    private static string DigestOf(Uri url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)).AsSpan(0, 6));
}
