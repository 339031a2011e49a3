using System.Globalization;
using System.Net;
using System.Text.Json;
using EventSinks.Integration.Support;
using EventSinks.OpenStack;

namespace EventSinks.Integration.OpenStack;

/// <summary>The cloud of <see cref="KeystoneServer"/>, asked by nothing but HTTP, and what its operator tells the engine of it.</summary>
internal sealed class Cloud(KeystoneAccounts accounts)
{
    private static readonly HttpClient Http = new();

    public KeystoneAccounts Accounts { get; } = accounts;

    public static async Task<Cloud> ReadAsync() => new(await KeystoneServer.ReadAccountsAsync());

    public static string NewQueueName() => $"queue-{Guid.NewGuid():N}";

    public static StackIdentity NewStack(string? projectId, string name = "teststack") => new(Guid.NewGuid().ToString(), name, projectId);

    /// <summary>Makes an identity's settings for a project, all by ids.</summary>
    public Dictionary<string, string?> SettingsOf(string user, string project) => new()
    {
        ["auth_url"] = Accounts.AuthUrl.ToString(),
        ["user_id"] = Accounts.Users[user].Id,
        ["password"] = Accounts.Users[user].Password,
        ["project_id"] = Accounts.ProjectIds[project],
    };

    /// <summary>What an operator says in the section of zaqar-queue: the engine's user in its own project.</summary>
    public Dictionary<string, string?> Operator() => new()
    {
        ["auth_url"] = Accounts.AuthUrl.ToString(),
        ["username"] = "engine",
        ["password"] = Accounts.Users["engine"].Password,
        ["user_domain_id"] = "default",
        ["project_name"] = "service",
        ["project_domain_id"] = "default",
        ["region_name"] = "RegionOne",
    };

    /// <summary>Makes a session as a host makes it of its configuration.</summary>
    public static OpenStackSession Session(IReadOnlyDictionary<string, string?> values) =>
        new(CloudReader.OfProcess().ReadValues(values).Require(), Http);

    /// <summary>Gets a token of a user's password.</summary>
    /// <param name="user">The user.</param>
    /// <param name="projectId">The project; null for a token without one.</param>
    public async Task<string> SignInAsync(string user, string? projectId)
    {
        var known = Accounts.Users[user];
        var identity = new { methods = new[] { "password" }, password = new { user = new { id = known.Id, password = known.Password } } };
        object auth = projectId is null ? new { identity } : new { identity, scope = new { project = new { id = projectId } } };
        var answer = await AskKeystoneAsync(HttpMethod.Post, "auth/tokens", token: null, new { auth });
        return answer.Token ?? throw new InvalidOperationException($"Keystone answered {answer.Status} to {user}.");
    }

    public Task<string> SignInToAsync(string user, string project) => SignInAsync(user, Accounts.ProjectIds[project]);

    public ZaqarQueue Queue(string name, string project, string token) => new(Accounts.MessagingUrl, name, Accounts.ProjectIds[project], token);

    /// <summary>Has Zaqar sign a URL to post to a queue.</summary>
    /// <param name="token">A token of the queue's project.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="expires">The end; far ahead if null.</param>
    public async Task<SharedUrl> ShareAsync(string token, string queue, DateTimeOffset? expires = null)
    {
        var end = expires?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? "2099-01-01T00:00:00";
        var answer = await AskZaqarAsync(
            HttpMethod.Post, $"queues/{queue}/share", token, new { paths = new[] { "messages" }, methods = new[] { "POST" }, expires = end });
        return new(answer.Body!.Value.GetRawText());
    }

    /// <summary>Has Keystone's administrator take a token back; one of a trust could not do so itself.</summary>
    public async Task RevokeAsync(string token)
    {
        var admin = await SignInToAsync("admin", "admin");
        var answer = await SendAsync(HttpMethod.Delete, $"{Accounts.AuthUrl}/auth/tokens", admin, ("X-Subject-Token", token));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NoContent));
    }

    public Task<CloudAnswer> AskKeystoneAsync(HttpMethod method, string path, string? token, object? body = null) =>
        SendAsync(method, $"{Accounts.AuthUrl}/{path}", token, ("Accept", "application/json"), body);

    public Task<CloudAnswer> AskZaqarAsync(HttpMethod method, string path, string? token, object? body = null) =>
        SendAsync(method, $"{Accounts.MessagingUrl}v2/{path}", token, ("Client-ID", Guid.NewGuid().ToString()), body);

    /// <summary>Asks Zaqar in the name of a signed URL.</summary>
    public async Task<HttpStatusCode> PostByAsync(SharedUrl url, string queue)
    {
        using var request = Request(HttpMethod.Post, $"{Accounts.MessagingUrl}v2/queues/{queue}/messages", Messages("by-url"));
        request.Headers.Add("Client-ID", Guid.NewGuid().ToString());
        request.Headers.Add("X-Project-Id", url.Project);
        request.Headers.Add("URL-Signature", url.Signature);
        request.Headers.Add("URL-Expires", url.Expires);
        request.Headers.Add("URL-Methods", "POST");
        request.Headers.Add("URL-Paths", $"/v2/queues/{queue}/messages");
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    public static object Messages(string body) => new { messages = new[] { new { body, ttl = 300 } } };

    private static async Task<CloudAnswer> SendAsync(
        HttpMethod method, string url, string? token, (string Name, string Value) header, object? body = null)
    {
        using var request = Request(method, url, body);
        request.Headers.Add(header.Name, header.Value);
        if (token is not null)
        {
            request.Headers.Add("X-Auth-Token", token);
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsByteArrayAsync();
        return new(
            response.StatusCode,
            text.Length == 0 ? null : JsonElement.Parse(text),
            response.Headers.TryGetValues("X-Subject-Token", out var values) ? values.Single() : null);
    }

    private static HttpRequestMessage Request(HttpMethod method, string url, object? body)
    {
        var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            // With a Content-Length, which Zaqar wants to have.
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new("application/json") } };
        }

        return request;
    }
}
