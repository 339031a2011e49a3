using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ConsoleHost.Users;

/// <summary>Follows a Zaqar queue as any program of a user would: with HTTP and nothing else. Messages stay in the queue.</summary>
internal sealed class QueueFollower : IDisposable
{
    // Zaqar's most.
    private const int PageSize = 20;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly string _messages;

    public QueueFollower(Uri endpoint, string project, string queue)
    {
        var server = endpoint.AbsoluteUri.TrimEnd('/');
        _messages = $"{(server.EndsWith("/v2", StringComparison.Ordinal) ? server : $"{server}/v2")}/queues/{Uri.EscapeDataString(queue)}/messages";
        _http.DefaultRequestHeaders.Add("Client-ID", Guid.NewGuid().ToString());
        _http.DefaultRequestHeaders.Add("X-Project-Id", project);
    }

    /// <summary>Gives the bodies of all messages, oldest first, and of those that come, for ever.</summary>
    /// <param name="interval">How long to wait when there is nothing new.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HttpRequestException">Zaqar does not answer.</exception>
    public async IAsyncEnumerable<JsonElement> FollowAsync(
        TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The last message is the marker of the next page. After the very first message of a queue, Zaqar with Redis gives that message
        // again, so what has been seen is remembered.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? marker = null;
        while (true)
        {
            var page = await ReadAsync(marker, cancellationToken);
            var fresh = page.Where(message => seen.Add(message.GetProperty("id").GetString()!)).ToArray();
            foreach (var message in fresh)
            {
                yield return message.GetProperty("body");
            }

            marker = page.Length > 0 ? page[^1].GetProperty("id").GetString() : marker;
            if (fresh.Length == 0)
            {
                await Task.Delay(interval, TimeProvider.System, cancellationToken);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement[]> ReadAsync(string? marker, CancellationToken cancellationToken)
    {
        var query = $"?echo=true&limit={PageSize}" + (marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}");
        var body = await _http.GetByteArrayAsync(_messages + query, cancellationToken);
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("messages").Clone().EnumerateArray()];
    }
}
