using System.Net;

namespace EventSinks.Http;

[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class SinkHttpTests
{
    [Test]
    public async Task Get_WhenTheAnswerIsARedirect_DoesNotFollowIt(CancellationToken cancellationToken)
    {
        await using var elsewhere = new LoopbackServer();
        await using var server = new LoopbackServer(LoopbackServer.Answer("302 Found", $"Location: {elsewhere.Address}"));
        using var http = new SinkHttp(Loopback.Allowed);

        using var answer = await http.GetClient(new()).GetAsync(server.Address, cancellationToken);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [Test]
    public async Task Get_WhenTheServerSetACookie_DoesNotSendItBack(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("200 OK", "Set-Cookie: who=me; Path=/"));
        using var http = new SinkHttp(Loopback.Allowed);

        using var first = await http.GetClient(new()).GetAsync(server.Address, cancellationToken);
        using var second = await http.GetClient(new()).GetAsync(server.Address, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(2).And.None.Contains("Cookie").IgnoreCase);
    }

    [TestCase(64, true)]
    [TestCase(1, false)]
    public async Task Get_WhenHeadersAreThreeKilobytes_TheLimitDecides(int kilobytes, bool passes, CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer("200 OK", $"X-Long: {new string('x', 3 * 1024)}"));
        using var http = new SinkHttp(Loopback.Allowed);
        var client = http.GetClient(new() { MaxResponseHeadersKilobytes = kilobytes });

        async Task Get() => (await client.GetAsync(server.Address, cancellationToken)).Dispose();

        Assert.That(Get, passes ? Throws.Nothing : Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task GetClient_WithEqualSettings_SharesConnections(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed);

        using var first = await http.GetClient(new() { MaxConnectionsPerServer = 3 }).GetAsync(server.Address, cancellationToken);
        using var second = await http.GetClient(new() { MaxConnectionsPerServer = 3 }).GetAsync(server.Address, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(2));
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task GetClient_WithDifferentSettings_SharesNothing(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed);

        using var first = await http.GetClient(new() { MaxConnectionsPerServer = 3 }).GetAsync(server.Address, cancellationToken);
        using var second = await http.GetClient(new() { MaxConnectionsPerServer = 4 }).GetAsync(server.Address, cancellationToken);

        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [Test]
    public async Task GetClient_FromManyThreadsAtOnce_SharesOneTransport(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed);

        await Parallel.ForAsync(0, 32, cancellationToken, async (_, token) =>
        {
            using var answer = await http.GetClient(new() { MaxConnectionsPerServer = 1 }).GetAsync(server.Address, token);
        });

        Assert.That(server.Requests, Has.Count.EqualTo(32));
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    // The default proxy is the process's, as is the environment that it comes from.
    [Test]
    [NonParallelizable]
    public async Task Get_WhenTheProcessHasAProxy_GoesStraightToTheServer(CancellationToken cancellationToken)
    {
        await using var proxy = new LoopbackServer();
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed);
        using var ordinary = new HttpClient();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address);
        try
        {
            using var proxied = await ordinary.GetAsync(server.Address, cancellationToken);
            using var straight = await http.GetClient(new()).GetAsync(server.Address, cancellationToken);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.That(proxy.Requests, Has.Count.EqualTo(1), "an ordinary client uses the proxy");
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void GetClient_HasNoTimeoutOfItsOwn()
    {
        using var http = new SinkHttp(Loopback.Allowed);

        Assert.That(http.GetClient(new()).Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public void GetClient_WhenANumberIsOutOfRange_SaysWhich()
    {
        using var http = new SinkHttp(Loopback.Allowed);

        Assert.That(
            () => http.GetClient(new() { MaxConnectionsPerServer = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxConnectionsPerServer is at least 1, but is 0"));
        Assert.That(
            () => http.GetClient(new() { MaxResponseHeadersKilobytes = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("MaxResponseHeadersKilobytes"));
        Assert.That(
            () => http.GetClient(new() { ConnectTimeout = TimeSpan.Zero }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("ConnectTimeout"));
    }

    [Test]
    public void GetClient_AfterDispose_Throws()
    {
        var http = new SinkHttp();
        http.Dispose();
        http.Dispose();

        Assert.That(() => http.GetClient(new()), Throws.InstanceOf<ObjectDisposedException>());
    }
}
