using System.Text.Json;

namespace EventSinks.Integration.Support;

/// <summary>One queue of the real Zaqar, in a project of its own, posted to and read with nothing but HTTP.</summary>
internal sealed class ZaqarQueue : IDisposable
{
    // Zaqar's most.
    private const int PageSize = 20;

    private readonly HttpClient _http;

    /// <summary>Names a queue; nothing is asked yet.</summary>
    /// <param name="server">Zaqar's address.</param>
    /// <param name="name">The queue's name.</param>
    /// <param name="projectId">The project that it belongs to.</param>
    /// <param name="token">A token for that project, where Zaqar asks for one.</param>
    public ZaqarQueue(Uri server, string name, string projectId, string? token = null)
    {
        Name = name;
        ProjectId = projectId;
        _http = new HttpClient { BaseAddress = server };
        // A client of its own, and echo=true besides: the reader sees everything, whoever posted it.
        _http.DefaultRequestHeaders.Add("Client-ID", Guid.NewGuid().ToString());
        _http.DefaultRequestHeaders.Add("X-Project-Id", projectId);
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Add("X-Auth-Token", token);
        }
    }

    /// <summary>Gets the queue's name, unique to this object unless the test chose it.</summary>
    public string Name { get; }

    /// <summary>Gets the project the queue belongs to.</summary>
    public string ProjectId { get; }

    private string MessagesPath => $"/v2/queues/{Uri.EscapeDataString(Name)}/messages";

    /// <summary>Posts one batch of messages with these bodies, each to live 300 seconds.</summary>
    public async Task PostAsync(IEnumerable<object> bodies, CancellationToken cancellationToken = default)
    {
        // ByteArrayContent has a Content-Length; JsonContent would be sent in chunks, which Zaqar takes for an empty body.
        var request = new { messages = bodies.Select(body => new { body, ttl = 300 }) };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request));
        content.Headers.ContentType = new("application/json");
        using var response = await _http.PostAsync(MessagesPath, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Reads the bodies of all messages, oldest first, and leaves the messages where they are.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadBodiesAsync(CancellationToken cancellationToken = default) =>
        [.. (await ReadMessagesAsync(cancellationToken)).Select(message => message.GetProperty("body"))];

    /// <summary>Reads all messages as Zaqar gives them (id, href, ttl, age, body), oldest first, and leaves them where they are.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadMessagesAsync(CancellationToken cancellationToken = default)
    {
        List<JsonElement> messages = [];
        IReadOnlyList<JsonElement> page;
        do
        {
            var marker = messages.Count == 0 ? null : messages[^1].GetProperty("id").GetString();
            page = await ReadPageAsync(marker, cancellationToken);
            messages.AddRange(page);
        }
        // A short page is the last one. Asking on after a single message would give that message for ever: its rank is 0, which Zaqar's Redis
        // driver takes for no marker.
        while (page.Count == PageSize);

        return messages;
    }

    /// <summary>Reads the bodies until there are as many as wanted, or the time is over; returns what was read last.</summary>
    public Task<IReadOnlyList<JsonElement>> WaitForBodiesAsync(int count, TimeSpan? patience = null, CancellationToken cancellationToken = default) =>
        Eventually.ReadAsync(ReadBodiesAsync, bodies => bodies.Count >= count, patience, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<JsonElement>> ReadPageAsync(string? marker, CancellationToken cancellationToken)
    {
        var query = $"?echo=true&limit={PageSize}" + (marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}");
        await using var body = await _http.GetStreamAsync(MessagesPath + query, cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return [.. document.RootElement.GetProperty("messages").Clone().EnumerateArray()];
    }
}
