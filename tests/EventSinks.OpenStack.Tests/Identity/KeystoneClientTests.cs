using System.Net;
using EventSinks.Testing;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeystoneClientTests
{
    private readonly ManualTimeProvider _clock = new();

    [TestCase(0)]
    [TestCase(7200)]
    [TestCase(-7200)]
    [TestCase(86400 * 400)]
    public async Task Ask_WhateverOurClockShows_ReckonsByTheServers(int skewSeconds)
    {
        var servers = _clock.GetUtcNow().AddSeconds(skewSeconds);

        var lease = await Client(_ => ScriptedServer.Token(1, servers, seconds: 600)).AskAsync();

        Assert.That(lease.Life, Is.EqualTo(TimeSpan.FromSeconds(600)));
        Assert.That((lease.Access.Token, lease.Access.ProjectId), Is.EqualTo(("t1", "p1")));
        Assert.That(lease.Access.ExpiresAt, Is.EqualTo(servers.AddSeconds(600)));
    }

    [Test]
    public async Task Ask_WithoutTheServersDate_ReckonsFromWhenItWasAsked()
    {
        var asked = _clock.GetUtcNow();
        var client = Client(_ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            var answer = ScriptedServer.Token(1, asked, seconds: 600);
            answer.Headers.Date = null;
            return answer;
        });

        var lease = await client.AskAsync();

        Assert.That(lease.Life - _clock.GetElapsedTime(lease.Since), Is.EqualTo(TimeSpan.FromSeconds(590)));
    }

    [TestCase(1, 2)]
    [TestCase(2, 2)]
    [TestCase(3, 3)]
    public async Task Ask_AnsweredWithATokenInItsLastSecond_LetsTwoPass(int seconds, int expected)
    {
        var lease = await Client(_ => ScriptedServer.Token(1, _clock.GetUtcNow(), seconds)).AskAsync();

        Assert.That(lease.Life, Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [TestCase(-100)]
    [TestCase(0)]
    public async Task Ask_AnsweredWithATokenThatHasEnded_UsesItUntilItIsRefused(int seconds)
    {
        var lease = await Client(_ => ScriptedServer.Token(1, _clock.GetUtcNow(), seconds)).AskAsync();

        Assert.That((lease.Life, lease.IsDue(_clock)), Is.EqualTo(((TimeSpan?)null, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Ask_AnsweredWithoutEnd_IsNotReadToIt(bool saysItsLength)
    {
        await using var endless = new EndlessStream();
        var error = await FailureAsync(_ =>
        {
            var answer = WithToken(new(HttpStatusCode.Created) { Content = new StreamContent(endless) });
            answer.Content.Headers.ContentLength = saysItsLength ? 1L << 40 : null;
            return answer;
        });

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NotKeystone));
        Assert.That(error.Message, Does.Contain("larger than 4 MiB"));
        Assert.That(endless.Given, Is.LessThan(9 * 1024 * 1024));
    }

    [Test]
    public async Task Ask_AnsweredWithALargeCatalog_ReadsIt()
    {
        var entry = """{"type": "compute", "endpoints": [{"interface": "public", "region": "R", "url": "http://c"}]}""";
        var last = """{"type": "message", "endpoints": [{"interface": "public", "url": "http://z"}]}""";
        var catalog = $"[{string.Join(",", Enumerable.Repeat(entry, 20_000))}, {last}]";

        var lease = await Client(_ => ScriptedServer.Token(1, _clock.GetUtcNow(), catalog: catalog)).AskAsync();

        Assert.That(lease.Access.GetMessagingUrl(), Is.EqualTo("http://z"));
    }

    [Test]
    public async Task Ask_WithTheEndpointInTheSettings_NeedsNoCatalog()
    {
        var client = Client(_ => ScriptedServer.Token(1, _clock.GetUtcNow()), SomeSettings.Password with { MessagingEndpoint = "http://mine" });

        Assert.That((await client.AskAsync()).Access.GetMessagingUrl(), Is.EqualTo("http://mine"));
    }

    [Test]
    public async Task Ask_NotAnswered_EndsAfterThirtySeconds()
    {
        var server = new ScriptedServer(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new NotSupportedException();
        });
        var asking = Client(server, SomeSettings.Password).AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        var before = asking.IsCompleted;

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<OpenStackException>(() => asking);
        Assert.That(before, Is.False);
        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.Unavailable));
        Assert.That(error.Message, Does.Contain("30 seconds"));
    }

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
