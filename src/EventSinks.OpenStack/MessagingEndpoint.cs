using System.Diagnostics.CodeAnalysis;

namespace EventSinks.OpenStack;

/// <summary>A Zaqar server's URL, however the catalog or the variable wrote it: with or without <c>/v2</c> or a slash at the end.</summary>
internal sealed class MessagingEndpoint
{
    private readonly string _root;

    private MessagingEndpoint(Uri url)
    {
        // Of the path alone: a host may be called v2.
        var path = url.AbsolutePath.TrimEnd('/');
        path = path.EndsWith("/v2", StringComparison.Ordinal) ? path[..^"/v2".Length].TrimEnd('/') : path;
        _root = url.GetLeftPart(UriPartial.Authority) + path;
        Authority = url.Authority;
    }

    /// <summary>Gets host and port; the scheme's own port is left out.</summary>
    public string Authority { get; }

    /// <summary>Reads a URL: absolute, http or https, without user, query or fragment.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MessagingEndpoint? endpoint)
    {
        endpoint = Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            ? new(url)
            : null;
        return endpoint is not null;
    }

    /// <summary>Gives the URL of a queue.</summary>
    public Uri QueueOf(string queue) => new($"{_root}/v2/queues/{queue}");

    /// <summary>Gives the URL that messages for a queue are posted to.</summary>
    public Uri MessagesOf(string queue) => new($"{_root}/v2/queues/{queue}/messages");

    /// <summary>Gives the URL of one message of a queue, with the claim that it is held by, if it is.</summary>
    public Uri MessageOf(string queue, string messageId, string? claimId = null)
    {
        var claim = claimId is null ? "" : $"?claim_id={Uri.EscapeDataString(claimId)}";
        return new($"{_root}/v2/queues/{queue}/messages/{Uri.EscapeDataString(messageId)}{claim}");
    }

    /// <summary>Gives the URL that claims on a queue's messages are posted to.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="limit">The most messages to claim.</param>
    public Uri ClaimsOf(string queue, int limit) => new($"{_root}/v2/queues/{queue}/claims?limit={limit}");

    /// <summary>Gives the URL of one claim.</summary>
    public Uri ClaimOf(string queue, string claimId) => new($"{_root}/v2/queues/{queue}/claims/{Uri.EscapeDataString(claimId)}");
}
