using System.Net;
using EventSinks.OpenStack.Identity;
using EventSinks.Testing;

namespace EventSinks.OpenStack;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OpenStackSessionTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedServer _keystone;

    public OpenStackSessionTests() => _keystone = new(number => ScriptedServer.Token(number, _clock.GetUtcNow()));

    public void Dispose() => _keystone.Dispose();

    [Test]
    public async Task GetAccess_ByPassword_SignsInOnceAndKeepsIt()
    {
        var session = Session(SomeSettings.Password);

        var access = await session.GetAccessAsync(CancellationToken.None);

        Assert.That(await session.GetAccessAsync(CancellationToken.None), Is.SameAs(access));
        Assert.That((access.Token, access.ProjectId), Is.EqualTo(("t1", "p1")));
        Assert.That(access.ExpiresAt, Is.EqualTo(_clock.GetUtcNow().AddHours(1)));
        Assert.That(_keystone.Questions.Single().Method, Is.EqualTo(HttpMethod.Post));
    }

    [Test]
    public async Task GetAccess_WithBadSettings_SaysSoWithoutAskingKeystone()
    {
        var session = Session(SomeSettings.Password with { UserDomainName = null, ProjectDomainId = null });

        for (var i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<OpenStackException>(() => session.GetAccessAsync(CancellationToken.None).AsTask());
            Assert.That((error.Failure, error.RetryAfter), Is.EqualTo((OpenStackFailure.BadSettings, (TimeSpan?)null)));
            Assert.That(error.Message, Does.Contain("user_domain_name").And.Contain("project_domain_name"));
        }

        Assert.That(_keystone.Count, Is.Zero);
    }

    [Test]
    public async Task GetAccess_ForNobody_IsWithoutToken()
    {
        var access = await Session(SomeSettings.Nobody with { ProjectId = "p" }).GetAccessAsync(CancellationToken.None);

        Assert.That((access.Token, access.ProjectId, access.ExpiresAt), Is.EqualTo(((string?)null, "p", (DateTimeOffset?)null)));
        Assert.That(access.GetMessagingUrl(), Is.EqualTo("http://zaqar:8888"));
        Assert.That(_keystone.Count, Is.Zero);
    }

    [Test]
    public async Task GetAccess_WithATokenAndNoKeystone_UsesItAsItIs()
    {
        var session = Session(SomeSettings.GivenToken with { AuthUrl = null, MessagingEndpoint = "http://zaqar", ProjectId = "p" });

        var access = await session.GetAccessAsync(CancellationToken.None);

        Assert.That((access.Token, access.ProjectId, access.GetMessagingUrl()), Is.EqualTo(("given-secret", "p", "http://zaqar")));
        Assert.That(_keystone.Count, Is.Zero);
    }

    [Test]
    public async Task GetAccess_WithATokenOfUnknownScope_LearnsItsProjectAndServesToItsEnd()
    {
        var keystone = new ScriptedServer(number =>
            number == 1 ? ScriptedServer.Token(1, _clock.GetUtcNow()) : ScriptedServer.Error(404, "Could not find token."));
        var session = new OpenStackSession(SomeSettings.GivenToken, keystone.Client, _clock);

        var access = await session.GetAccessAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(3599));
        var atItsEnd = await session.GetAccessAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<OpenStackException>(() => session.GetAccessAsync(CancellationToken.None).AsTask());

        Assert.That(keystone.Questions.Select(question => question.Method), Is.All.EqualTo(HttpMethod.Get));
        Assert.That((access.Token, access.ProjectId), Is.EqualTo(("given-secret", "p1")));
        Assert.That(atItsEnd, Is.SameAs(access));
        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Refused));
        Assert.That(error.Message, Does.Contain("Could not find token.").And.Contain("OS_TOKEN"));
    }

    [Test]
    public async Task Refuse_OfATokenThatIsUsedAsItIs_RefusesForAMinuteAndThenTriesIt()
    {
        CloudSettings[] all = [SomeSettings.Nobody, SomeSettings.GivenToken, SomeSettings.GivenToken with { AuthUrl = null, MessagingEndpoint = "http://z" }];
        foreach (var settings in all)
        {
            var session = Session(settings);
            session.Refuse(await session.GetAccessAsync(CancellationToken.None));

            var error = await Assert.ThrowsAsync<OpenStackException>(() => session.GetAccessAsync(CancellationToken.None).AsTask());
            _clock.Advance(TimeSpan.FromSeconds(60));
            var later = await session.GetAccessAsync(CancellationToken.None);

            Assert.That((error.Failure, error.RetryAfter), Is.EqualTo((OpenStackFailure.Refused, TimeSpan.FromSeconds(60))));
            Assert.That(later.Token, Is.EqualTo(settings.Token));
        }
    }

    [Test]
    public async Task Send_AnsweredWithAnythingButUnauthorized_HandsTheAnswerOn()
    {
        foreach (var status in new[] { 200, 201, 204, 400, 403, 404, 500, 503 })
        {
            var service = new ScriptedServer(_ => ScriptedServer.Text(status, "x"));
            using var answer = await SendAsync(Session(SomeSettings.Password), service);

            Assert.That(((int)answer.StatusCode, service.Count), Is.EqualTo((status, 1)));
            Assert.That(service.Questions[0].Headers["X-Auth-Token"], Does.StartWith("t"));
        }
    }

    [Test]
    public async Task Send_AnsweredUnauthorizedOnce_SignsInAnewAndSendsAnother()
    {
        var service = new ScriptedServer(number => ScriptedServer.Text(number == 1 ? 401 : 201, "x"));

        using var answer = await SendAsync(Session(SomeSettings.Password), service);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(service.Questions.Select(question => question.Headers["X-Auth-Token"]), Is.EqualTo(["t1", "t2"]));
    }

    [Test]
    public async Task Send_AnsweredUnauthorizedTwice_HandsTheSecondOnAndTakesTheTokenForRefused()
    {
        var session = Session(SomeSettings.Password);
        var service = new ScriptedServer(_ => ScriptedServer.Text(401, "x"));

        using var answer = await SendAsync(session, service);

        Assert.That((answer.StatusCode, service.Count, _keystone.Count), Is.EqualTo((HttpStatusCode.Unauthorized, 2, 2)));
        var error = await Assert.ThrowsAsync<OpenStackException>(() => session.GetAccessAsync(CancellationToken.None).AsTask());
        Assert.That(error.Message, Does.Contain("refuses every token"));
        Assert.That((error.Failure, error.RetryAfter), Is.EqualTo((OpenStackFailure.Unavailable, TimeSpan.FromSeconds(1))));
    }

    [TestCase(201)]
    [TestCase(404)]
    [TestCase(503)]
    public async Task Send_WithATokenThatServedAndIsThenRefused_SignsInAnewWithoutAPause(int served)
    {
        // Each token serves for two requests, whatever the service then answers.
        var service = new ScriptedServer(number => ScriptedServer.Text(number % 3 == 0 ? 401 : served, "x"));
        var session = Session(SomeSettings.Password);

        for (var i = 0; i < 10; i++)
        {
            using var answer = await SendAsync(session, service);
            Assert.That((int)answer.StatusCode, Is.EqualTo(served));
        }

        Assert.That((_keystone.Count, service.Count), Is.EqualTo((5, 14)));
    }

    [Test]
    public async Task Send_ForNobody_HandsUnauthorizedOn()
    {
        var session = Session(SomeSettings.Nobody);
        var service = new ScriptedServer(_ => ScriptedServer.Text(401, "x"));

        using var first = await SendAsync(session, service);
        using var second = await SendAsync(session, service);

        Assert.That((first.StatusCode, second.StatusCode, service.Count), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, 2)));
    }

    [Test]
    public async Task Send_WhenThereIsNoNewToken_SaysWhy()
    {
        var keystone = new ScriptedServer(number => number == 1 ? ScriptedServer.Token(1, _clock.GetUtcNow()) : ScriptedServer.Error(401, "Gone."));
        var service = new ScriptedServer(_ => ScriptedServer.Text(401, "x"));

        var error = await Assert.ThrowsAsync<OpenStackException>(() =>
            SendAsync(new OpenStackSession(SomeSettings.Password, keystone.Client, _clock), service));

        Assert.That((error.Failure, service.Count), Is.EqualTo((OpenStackFailure.Refused, 1)));
        Assert.That(error.Message, Does.Contain("Gone."));
    }

    [Test, CancelAfter(10_000)]
    public async Task Send_FiftyAtOnceWithATokenThatWasRevoked_SignInAnewOnce(CancellationToken cancellationToken)
    {
        var everybodyIsThere = new TaskCompletionSource();
        ScriptedServer service = null!;
        service = new(async (number, _) =>
        {
            if (number == 50)
            {
                everybodyIsThere.SetResult();
            }

            await everybodyIsThere.Task.WaitAsync(cancellationToken);
            return ScriptedServer.Text(number <= 50 ? 401 : 201, "x");
        });
        var session = Session(SomeSettings.Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => SendAsync(session, service), cancellationToken)));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.Created));
        Assert.That((service.Count, _keystone.Count), Is.EqualTo((100, 2)));
    }

    [Test, CancelAfter(60_000)]
    public async Task Send_ToAServiceThatRefusesEverythingForTenMinutes_SignsInSeldom(CancellationToken cancellationToken)
    {
        var session = Session(SomeSettings.Password);
        var service = new ScriptedServer(_ => ScriptedServer.Text(401, "x"));

        for (var tick = 0; tick < 600; tick++)
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => SendOrFailAsync(session, service), cancellationToken)));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // Two at once, then after 1, 2, 4, 8, 16, 32 and each 60 seconds.
        Assert.That(_keystone.Count, Is.InRange(10, 17));
    }

    [Test]
    public void Text_OfWhatASessionGives_ShowsNoSecret()
    {
        var access = new OpenStackAccess("t-secret", "p1", _clock.GetUtcNow(), () => "http://z");
        var lease = new Lease(access, 0, null, true);

        Assert.That($"{access} {lease} {new SignInOutcome(access)}", Does.Contain("p1").And.Not.Contain("secret"));
    }

    private static async Task SendOrFailAsync(OpenStackSession session, ScriptedServer service)
    {
        try
        {
            using var answer = await SendAsync(session, service);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
        catch (OpenStackException error)
        {
            Assert.That(error.RetryAfter, Is.GreaterThanOrEqualTo(TimeSpan.Zero));
        }
    }

    private static Task<HttpResponseMessage> SendAsync(OpenStackSession session, ScriptedServer service) => session.SendAsync(
        service.Client,
        access =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "http://zaqar:8888/v2");
            request.Headers.Add("X-Auth-Token", access.Token);
            return request;
        },
        CancellationToken.None);

    private OpenStackSession Session(CloudSettings settings) => new(settings, _keystone.Client, _clock);
}
