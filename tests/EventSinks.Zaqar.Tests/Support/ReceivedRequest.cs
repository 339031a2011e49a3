using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EventSinks.Zaqar.Support;

/// <summary>A request as it left the sink.</summary>
internal sealed record ReceivedRequest(Uri Url, HttpMethod Method, HttpRequestHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Whether messages were posted, rather than a queue created or Keystone asked.</summary>
    public bool IsPost => Url.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);

    /// <summary>The resource names of the events in it, in order.</summary>
    public string[] Names =>
        [.. JsonElement.Parse(Body).GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("body").GetProperty("payload").GetProperty("resource_name").GetString()!)];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
