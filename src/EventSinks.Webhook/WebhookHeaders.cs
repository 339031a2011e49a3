using System.Buffers;
using System.Text.Json;

namespace EventSinks.Webhook;

/// <summary>The headers that a user has sent along. Their values may be secrets, so nothing that is said of them has one in it.</summary>
internal static class WebhookHeaders
{
    private const int MaxValueLength = 4_096;

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // What belongs to the request itself or to the way to the receiver, which a user must not steer.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Host", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via", "traceparent", "tracestate", "baggage",
    };

    private static readonly string[] ReservedBeginnings = ["Content-", "Proxy-", "webhook-"];

    /// <summary>Says what is wrong; null if nothing is.</summary>
    /// <param name="headers">The headers as they were declared.</param>
    public static string? FindFault(IReadOnlyDictionary<string, JsonElement> headers) =>
        headers.Count > WebhookOptions.MaxHeaders ? $"headers are at most {WebhookOptions.MaxHeaders}, but there are {headers.Count}"
        : headers.Select(static header => FindFault(header.Key, header.Value)).FirstOrDefault(static fault => fault is not null);

    /// <summary>Gives the headers, which have no fault.</summary>
    /// <param name="headers">The headers as they were declared.</param>
    public static KeyValuePair<string, string>[] Read(IReadOnlyDictionary<string, JsonElement>? headers) =>
        headers is null ? [] : [.. headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.GetString()!))];

    private static string? FindFault(string name, JsonElement value)
    {
        if (name.Length is 0 or > 100 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            return "headers has a name that HTTP does not know; a name is 1 to 100 letters, digits and dashes, such as X-Team";
        }

        if (Reserved.Contains(name) || Array.Exists(ReservedBeginnings, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            return $"headers has '{name}', which is the sink's own to set; leave it out";
        }

        // Beyond these characters receivers disagree; a line break would begin another header.
        return value.ValueKind is not JsonValueKind.String || value.GetString() is not { Length: <= MaxValueLength } text || text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? $"headers has a value for '{name}' that is not text of at most {MaxValueLength} ASCII characters on one line; put it in quotes if it is a number"
            : null;
    }
}
