using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EventSinks.Http;

/// <summary>What clients connect to where the address is a user's.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class SinkHttpGuardTests
{
    private static readonly SinkHttpOptions OneAddress = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] };

    [TestCase("127.0.0.1", true)]
    [TestCase("127.1", true)]
    [TestCase("2130706433", true)]
    [TestCase("0x7f.0.0.1", true)]
    [TestCase("0177.0.0.1", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("[::1]", true)]
    [TestCase("[::ffff:127.0.0.1]", true)]
    [TestCase("[::]", true)]
    [TestCase("localhost", false)]
    [TestCase("LOCALHOST", false)]
    public async Task Get_FromThisMachineInWhateverNotation_IsRefusedBeforeAnythingIsConnected(string host, bool isAddress, CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp();

        var refused = await RefusalAsync(http.GetClient(new()), new Uri($"http://{host}:{server.Address.Port}/"), cancellationToken);

        Assert.That((refused.IsAddress, server.Connections), Is.EqualTo((isAddress, 0)));
    }

    [Test]
    public async Task Get_WhereTheAddressIsTheOperators_Arrives(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp();

        using var answer = await http.GetClient(new() { AddressFromOperator = true }).GetAsync(server.Address, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_OverAConnectionThatTheOperatorsClientHasOpened_IsRefusedAllTheSame(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp();
        using var answer = await http.GetClient(new() { AddressFromOperator = true }).GetAsync(server.Address, cancellationToken);

        await RefusalAsync(http.GetClient(new()), server.Address, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_OfANameThatLeadsInside_NamesTheNameAndNoAddress(CancellationToken cancellationToken)
    {
        using var http = new SinkHttp(new(), new ScriptedResolver(["10.1.2.3", "fd00::5"]));

        var error = await Assert.CatchAsync<HttpRequestException>(() => http.GetClient(new()).GetAsync(new Uri("http://inside.example.com/"), cancellationToken));

        var result = DeliveryResult.FromHttpError(error!);
        Assert.That(
            result,
            Is.EqualTo(DeliveryResult.Retry("the name 'inside.example.com' leads to no address that sinks may connect to; the operator can allow one", after: TimeSpan.FromMinutes(1))));
        Assert.That(error!.ToString(), Does.Not.Contain("10.1.2.3").And.Not.Contain("fd00::5"));
    }

    [Test]
    public async Task Get_OfANameThatChangesItsAddress_GoesToTheOneThatWasLookedAt_AndAsksOnceForEachConnection(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        var resolver = new ScriptedResolver(["127.0.0.1"], ["127.0.0.2"]);
        using var http = new SinkHttp(OneAddress, resolver);
        var url = new Uri($"http://rebinding.example.com:{server.Address.Port}/");

        using var first = await http.GetClient(new()).GetAsync(url, cancellationToken);
        using var second = await http.GetClient(new()).GetAsync(url, cancellationToken);
        var questions = resolver.Questions.Count;
        await RefusalAsync(http.GetClient(new() { MaxConnectionsPerServer = 1 }), url, cancellationToken);

        Assert.That((questions, resolver.Questions.Count, server.Requests.Count, server.Connections), Is.EqualTo((1, 2, 2, 1)));
    }

    [Test]
    public async Task Get_OfANameWithGoodAndBadAddresses_GoesToGoodOnesAlone(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var inside = new TcpListener(IPAddress.Parse("127.0.0.3"), server.Address.Port);
        inside.Start();
        using var http = new SinkHttp(OneAddress, new ScriptedResolver(["127.0.0.3", "127.0.0.1", "::1"]));

        using var answer = await http.GetClient(new()).GetAsync(new Uri($"http://mixed.example.com:{server.Address.Port}/"), cancellationToken);

        Assert.That((server.Requests.Count, inside.Pending()), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task Get_WhenTheFirstAddressRefusesConnections_GoesToTheNext(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed, new ScriptedResolver(["127.0.0.9", "127.0.0.1"]));

        using var answer = await http.GetClient(new()).GetAsync(new Uri($"http://two.example.com:{server.Address.Port}/"), cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_WhenNobodyListens_NamesNoAddress(CancellationToken cancellationToken)
    {
        int port;
        await using (var server = new LoopbackServer())
        {
            port = server.Address.Port;
        }

        using var http = new SinkHttp(Loopback.Allowed, new ScriptedResolver(["127.0.0.1"]));

        var error = await Assert.CatchAsync<HttpRequestException>(
            () => http.GetClient(new()).GetAsync(new Uri($"http://down.example.com:{port}/"), cancellationToken));

        Assert.That(error!.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(error.ToString(), Does.Not.Contain("127.0.0.1"));
    }

    [Test]
    public async Task Get_OverTls_IsForTheNameInTheUrl(CancellationToken cancellationToken)
    {
        using var authority = new PrivateAuthority();
        using var certificate = authority.Issue("localhost");
        await using var server = new LoopbackServer(certificate: certificate);
        using var http = new SinkHttp(OneAddress, new ScriptedResolver(["127.0.0.1"]));
        var client = http.GetClient(new() { CaCertificateFile = authority.RootFile });

        using var answer = await client.GetAsync(server.Address, cancellationToken);
        var error = await Assert.CatchAsync<HttpRequestException>(
            () => client.GetAsync(new UriBuilder(server.Address) { Host = "other.example.com" }.Uri, cancellationToken));

        Assert.That(error!.InnerException, Is.InstanceOf<AuthenticationException>());
        Assert.That(DeliveryResult.FromHttpError(error), Is.EqualTo(DeliveryResult.Unavailable("the receiver's certificate is for another name")));
    }

    [Test]
    public async Task Get_WhenConnectingTakesTooLong_EndsAtItsTime(CancellationToken cancellationToken)
    {
        using var http = new SinkHttp(Loopback.Allowed, new SilentResolver());
        var client = http.GetClient(new() { ConnectTimeout = TimeSpan.FromMilliseconds(50) });

        var error = await Assert.CatchAsync<OperationCanceledException>(() => client.GetAsync(new Uri("http://slow.example.com/"), cancellationToken));

        Assert.That(cancellationToken.IsCancellationRequested, Is.False);
        Assert.That(DeliveryResult.FromHttpError(error!), Is.EqualTo(DeliveryResult.Unavailable("no connection in time")));
    }

    [Test]
    public void Get_WhenItIsCancelledWhileConnecting_IsCancelled()
    {
        using var http = new SinkHttp(Loopback.Allowed, new SilentResolver());
        using var stopping = new CancellationTokenSource();
        var running = http.GetClient(new()).GetAsync(new Uri("http://slow.example.com/"), stopping.Token);

        stopping.Cancel();

        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
    }

    // HTTP/3 would connect by itself; where it cannot be had at all, such a request fails unless it is lowered.
    [TestCase("3.0", HttpVersionPolicy.RequestVersionExact, "2.0", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("3.0", HttpVersionPolicy.RequestVersionOrLower, "2.0", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("2.0", HttpVersionPolicy.RequestVersionOrHigher, "2.0", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("1.1", HttpVersionPolicy.RequestVersionOrHigher, "1.1", HttpVersionPolicy.RequestVersionOrLower)]
    [TestCase("1.1", HttpVersionPolicy.RequestVersionExact, "1.1", HttpVersionPolicy.RequestVersionExact)]
    public async Task Get_WithAVersionThatMayGoPastTheGuard_IsKeptToTcp(
        string version, HttpVersionPolicy policy, string expectedVersion, HttpVersionPolicy expectedPolicy, CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(Loopback.Allowed);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address) { Version = Version.Parse(version), VersionPolicy = policy };

        using var answer = await http.GetClient(new()).SendAsync(request, cancellationToken);

        Assert.That((request.Version, request.VersionPolicy), Is.EqualTo((Version.Parse(expectedVersion), expectedPolicy)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void MayConnect_OfAHttpThatIsGuarded_GoesByTheGuard()
    {
        using var http = new SinkHttp();
        ISinkHttp seen = http;

        Assert.That((seen.MayConnect(new Uri("https://10.0.0.1/")), seen.MayConnect(new Uri("https://example.com/"))), Is.EqualTo((false, true)));
    }

    private static async Task<AddressRefusedException> RefusalAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(url, cancellationToken));
        Assert.That(error!.InnerException, Is.InstanceOf<AddressRefusedException>());
        return (AddressRefusedException)error.InnerException!;
    }

    private sealed class SilentResolver : IAddressResolver
    {
        public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
            await new TaskCompletionSource<IPAddress[]>().Task.WaitAsync(cancellationToken);
    }
}
