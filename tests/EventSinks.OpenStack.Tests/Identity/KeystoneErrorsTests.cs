using System.Security.Authentication;
using EventSinks.Testing;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeystoneErrorsTests
{
    private readonly ManualTimeProvider _clock = new();

    [TestCase(408, OpenStackFailure.Unavailable)]
    [TestCase(429, OpenStackFailure.Unavailable)]
    [TestCase(500, OpenStackFailure.Unavailable)]
    [TestCase(503, OpenStackFailure.Unavailable)]
    [TestCase(400, OpenStackFailure.Refused)]
    [TestCase(401, OpenStackFailure.Refused)]
    [TestCase(403, OpenStackFailure.Refused)]
    [TestCase(404, OpenStackFailure.Refused)]
    [TestCase(413, OpenStackFailure.Refused)]
    public async Task Ask_AnsweredWithAnError_SaysKeystonesOwnWords(int status, OpenStackFailure expected)
    {
        var error = await FailureAsync(_ => ScriptedServer.Error(status, "The reason."));

        Assert.That(error.Failure, Is.EqualTo(expected));
        Assert.That(error.Message, Does.Contain($"keystone:5000").And.Contain($"HTTP {status} Title: The reason."));
    }

    [Test]
    public async Task Ask_WithATokenThatIsNoLongerKnown_NamesTheToken(
        [Values(401, 404)] int status, [Values(null, "p1")] string? project)
    {
        var client = Client(_ => ScriptedServer.Error(status, "Could not recognize it"), SomeSettings.GivenToken with { ProjectId = project });

        var error = await Assert.ThrowsAsync<OpenStackException>(() => client.AskAsync());

        Assert.That(error.Message, Does.Contain("Could not recognize it. ").And.Contain("token (OS_TOKEN)"));
    }

    [Test]
    public async Task Ask_AnsweredWithAPage_SaysItsStatusOnce()
    {
        var error = await FailureAsync(_ => ScriptedServer.Text(404, "<html><title>404 Not Found</title></html>"));

        Assert.That(error.Message, Does.Contain(": HTTP 404 Not Found. Check auth_url (OS_AUTH_URL)."));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(300)]
    public async Task Ask_Redirected_NamesTheTargetWithoutItsQuery(int status)
    {
        var error = await FailureAsync(_ =>
        {
            var answer = ScriptedServer.Text(status, "");
            answer.Headers.Location = new("https://login.example/sso?state=hush");
            return answer;
        });

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NotKeystone));
        Assert.That(error.Message, Does.Contain("https://login.example/sso,").And.Not.Contain("hush"));
    }

    [Test]
    public async Task Ask_RedirectedWithinTheServer_IsNotFollowed()
    {
        var error = await FailureAsync(_ =>
        {
            var answer = ScriptedServer.Text(302, "");
            answer.Headers.Location = new("/login", UriKind.Relative);
            return answer;
        });

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NotKeystone));
    }

    [TestCase("<html><title>Log in</title></html>")]
    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"token": {"expires_at": "2026-01-02T03""")]
    public async Task Ask_AnsweredWithAnotherBody_IsNotKeystone(string body)
    {
        var error = await FailureAsync(_ => WithToken(ScriptedServer.Text(200, body)));

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NotKeystone));
        Assert.That(error.Message, Does.Contain("http://keystone:5000/v3/auth/tokens").And.Contain("auth_url (OS_AUTH_URL)"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("two words")]
    public async Task Ask_AnsweredWithoutAToken_IsNotKeystone(string? token)
    {
        var error = await FailureAsync(_ =>
        {
            var answer = ScriptedServer.Token(1, _clock.GetUtcNow());
            answer.Headers.Remove("X-Subject-Token");
            if (token is not null)
            {
                answer.Headers.TryAddWithoutValidation("X-Subject-Token", token);
            }

            return answer;
        });

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NotKeystone));
        Assert.That(error.Message, Does.Contain("X-Subject-Token"));
    }

    private static IEnumerable<Exception> Breaks() =>
    [
        new HttpRequestException("Connection refused (keystone:5000)"),
        new IOException("Broken."),
        new TaskCanceledException("Time.", new TimeoutException("Time.")),
        new InvalidOperationException("A handler's own."),
    ];

    [TestCaseSource(nameof(Breaks))]
    public async Task Ask_WhenTheConnectionFails_IsUnavailable(Exception cause)
    {
        var error = await FailureAsync(_ => throw cause);

        Assert.That(error.InnerException, Is.Not.Null);
        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Unavailable));
        Assert.That(error.Message, Does.Contain("keystone:5000").And.Not.Contain("cacert"));
    }

    [Test]
    public async Task Ask_WhenTheCertificateIsNotTrusted_SaysToSetCacert()
    {
        var tls = new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot");

        var error = await FailureAsync(_ => throw new HttpRequestException("The SSL connection could not be established.", tls));

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Unavailable));
        Assert.That(error.Message, Does.Contain("UntrustedRoot").And.Contain("set cacert (OS_CACERT)"));
    }

    [TestCase("7", 7)]
    [TestCase("0", 0)]
    [TestCase("Fri, 02 Jan 2026 03:05:05 GMT", 60)]
    [TestCase("Thu, 01 Jan 2026 00:00:00 GMT", null)]
    [TestCase("soon", null)]
    public async Task Ask_ToldToWait_HandsTheWaitOn(string retryAfter, int? expected)
    {
        var error = await FailureAsync(_ =>
        {
            var answer = ScriptedServer.Error(503);
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return answer;
        });

        Assert.That(error.RetryAfter, Is.EqualTo(expected is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null));
    }

    private static IEnumerable<CloudSettings> EchoedSettings() =>
    [
        SomeSettings.Password with { Password = "s\"e&c-secret" },
        SomeSettings.GivenToken,
        SomeSettings.GivenToken with { ProjectId = "p1" },
        SomeSettings.Credential,
    ];

    [Test]
    public async Task Ask_AServerThatEchoes_GetsNoSecretIntoAMessage(
        [ValueSource(nameof(EchoedSettings))] CloudSettings settings,
        [Values(200, 302, 400, 401, 503)] int status,
        [Values("json", "text", "title", "headers", "exception")] string way)
    {
        ScriptedServer? server = null;
        server = new(_ => Echo(Everything(server!.Questions[0]), status, way));

        var error = await Assert.ThrowsAsync<OpenStackException>(() => Client(server, settings).AskAsync());

        Assert.That(Everything(server.Questions[0]), Does.Contain("c-secret").Or.Contain("given-secret"));
        Assert.That(error.ToString(), Does.Not.Contain("-secret"));
        Assert.That(error.Message.Any(char.IsControl), Is.False);
    }

    private static HttpResponseMessage Echo(string text, int status, string way)
    {
        switch (way)
        {
            case "json":
                return ScriptedServer.Error(status, System.Text.Json.JsonEncodedText.Encode(text).ToString());
            case "text":
                return ScriptedServer.Text(status, text);
            case "title":
                return ScriptedServer.Text(status, $"<html><title>{text}</title></html>");
            case "headers":
                var answer = ScriptedServer.Text(status, "");
                answer.Headers.Location = new("http://k/" + Uri.EscapeDataString(text));
                answer.ReasonPhrase = text;
                return answer;
            default:
                throw new HttpRequestException(text);
        }
    }

    private static string Everything(AskedQuestion asked) => $"{asked.Body} {string.Join(" ", asked.Headers.Values)}";

    private static HttpResponseMessage WithToken(HttpResponseMessage answer)
    {
        answer.Headers.Add("X-Subject-Token", "t1");
        return answer;
    }

    private async Task<OpenStackException> FailureAsync(Func<int, HttpResponseMessage> answer) =>
        (await Assert.ThrowsAsync<OpenStackException>(() => Client(answer).AskAsync()))!;

    private KeystoneClient Client(Func<int, HttpResponseMessage> answer, CloudSettings? settings = null) =>
        Client(new ScriptedServer(answer), settings ?? SomeSettings.Password);

    private KeystoneClient Client(ScriptedServer server, CloudSettings settings)
    {
        var plan = SignInPlanner.Plan(settings, [])!;
        return new(plan, plan.TokensUrl!, settings, server.Client, _clock);
    }
}
