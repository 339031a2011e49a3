using System.Globalization;
using System.Net;
using System.Text.Json;
using EventSinks.Integration.Support;

namespace EventSinks.Integration;

/// <summary>The cloud that tests of signing in stand on.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public class KeystoneServerTests
{
    private static readonly HttpClient Http = new();

    [Test]
    public async Task Accounts_AsTheScriptPrintsThem_AreComplete()
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(accounts.AuthUrl, Is.EqualTo(KeystoneServer.AuthUrl));
            Assert.That(accounts.Users.Keys, Is.SupersetOf(["admin", "engine", "alice", "bob", "carol"]));
            Assert.That(accounts.ProjectIds.Keys, Is.SupersetOf(["admin", "service", "alpha", "beta"]));
            Assert.That(accounts.TrustIds.Keys, Is.EquivalentTo(["alice", "bob"]));
        });
    }

    [Test]
    public async Task Post_WithATokenOfAPassword_IsTaken()
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();

        var token = await SignInAsync(accounts, Password(accounts.Users["alice"]), new { project = new { id = accounts.ProjectIds["alpha"] } });

        Assert.That(await PostAsync(accounts, token), Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Post_WithATokenOfAnApplicationCredential_IsTaken()
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();
        var credential = accounts.ApplicationCredential;

        var token = await SignInAsync(
            accounts, new { methods = new[] { "application_credential" }, application_credential = new { id = credential.Id, secret = credential.Secret } });

        Assert.That(await PostAsync(accounts, token), Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Post_WithATokenOfATrust_IsTaken([Values("alice", "bob")] string trustor)
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();
        var trust = new Dictionary<string, object> { ["OS-TRUST:trust"] = new { id = accounts.TrustIds[trustor] } };

        var token = await SignInAsync(accounts, Password(accounts.Users["engine"]), trust);

        Assert.That(await PostAsync(accounts, token), Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase("no-token-at-all")]
    [TestCase(null)]
    public async Task Post_WithoutAToken_IsRefused(string? token)
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();

        Assert.That(await PostAsync(accounts, token), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Restart_WithShortTokens_KeepsTheAccounts()
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();
        var life = TimeSpan.FromSeconds(20);
        TimeSpan lifeThen;

        try
        {
            await KeystoneServer.RestartApiWithTokensOfAsync(life);
            lifeThen = await TokenLifeAsync(accounts);
        }
        finally
        {
            await KeystoneServer.RestartApiAsync();
        }

        Assert.Multiple(() =>
        {
            Assert.That(lifeThen, Is.EqualTo(life).Within(TimeSpan.FromSeconds(1)));
            Assert.That(async () => await TokenLifeAsync(accounts), Is.GreaterThan(life));
        });
    }

    [Test]
    public async Task Stop_OfKeystoneAlone_LeavesTheAccountsForTheNextStart()
    {
        var accounts = await KeystoneServer.ReadAccountsAsync();

        try
        {
            await KeystoneServer.StopApiAsync();
            Assert.That(async () => await TokenLifeAsync(accounts), Throws.InstanceOf<HttpRequestException>());
        }
        finally
        {
            await KeystoneServer.StartApiAsync();
        }

        Assert.That(await TokenLifeAsync(accounts), Is.GreaterThan(TimeSpan.Zero));
    }

    private static object Password(KeystoneUser user) =>
        new { methods = new[] { "password" }, password = new { user = new { id = user.Id, password = user.Password } } };

    private static async Task<string> SignInAsync(KeystoneAccounts accounts, object identity, object? scope = null)
    {
        using var response = await AskForTokenAsync(accounts, identity, scope);
        return response.Headers.GetValues("X-Subject-Token").Single();
    }

    /// <summary>How long a new token lives, by Keystone's clock alone.</summary>
    private static async Task<TimeSpan> TokenLifeAsync(KeystoneAccounts accounts)
    {
        using var response = await AskForTokenAsync(accounts, Password(accounts.Users["carol"]), new { project = new { id = accounts.ProjectIds["beta"] } });
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var token = body.RootElement.GetProperty("token");
        return Time(token, "expires_at") - Time(token, "issued_at");
    }

    private static DateTimeOffset Time(JsonElement token, string name) =>
        DateTimeOffset.Parse(token.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static async Task<HttpResponseMessage> AskForTokenAsync(KeystoneAccounts accounts, object identity, object? scope)
    {
        object auth = scope is null ? new { identity } : new { identity, scope };
        using var content = Json(new { auth });
        var response = await Http.PostAsync(new Uri($"{accounts.AuthUrl}/auth/tokens"), content);
        return response.EnsureSuccessStatusCode();
    }

    private static async Task<HttpStatusCode> PostAsync(KeystoneAccounts accounts, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(accounts.MessagingUrl, $"/v2/queues/queue-{Guid.NewGuid():N}/messages"));
        request.Headers.Add("Client-ID", Guid.NewGuid().ToString());
        if (token is not null)
        {
            request.Headers.Add("X-Auth-Token", token);
        }

        request.Content = Json(new { messages = new[] { new { body = 1, ttl = 300 } } });
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private static ByteArrayContent Json(object value)
    {
        // With a Content-Length, which Zaqar wants to have.
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value));
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
