using EventSinks.Policies;

namespace EventSinks.Http;

/// <summary>Requests are held to the hosts of their sink type, whatever the declaration said.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class PolicedSinkHttpTests
{
    [Test]
    public async Task Get_FromAHostThatIsNotAllowed_IsRefusedBeforeAnythingIsConnectedOrLookedUp([Values] bool isSynchronous, CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        var resolver = new ScriptedResolver(["127.0.0.1"]);
        using var http = new SinkHttp(SinkHttpOptions.AnyAddress, resolver);
        var client = new PolicedSinkHttp(http, new AllowedHosts(["*.example.org"])).GetClient(new());
        var url = new Uri($"http://elsewhere.example.com:{server.Address.Port}/");

        var error = await Assert.CatchAsync<HttpRequestException>(async () => await SendAsync(client, url, isSynchronous, cancellationToken));

        Assert.That(error!.InnerException, Is.TypeOf<AddressRefusedException>().With.Property("Host").EqualTo("elsewhere.example.com"));
        Assert.That(DeliveryResult.FromHttpError(error).Outcome, Is.EqualTo(DeliveryOutcome.Suspended));
        Assert.That((server.Connections, resolver.Questions.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Get_FromAHostThatIsAllowed_Arrives([Values] bool isSynchronous, CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(SinkHttpOptions.AnyAddress, new ScriptedResolver(["127.0.0.1"]));
        var client = new PolicedSinkHttp(http, new AllowedHosts(["*.example.org"])).GetClient(new());

        using var answer = await SendAsync(client, new Uri($"http://hooks.example.org:{server.Address.Port}/"), isSynchronous, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That((client.Timeout, client.MaxResponseContentBufferSize), Is.EqualTo((Timeout.InfiniteTimeSpan, 4L * 1024 * 1024)));
    }

    [Test]
    public async Task Get_FromAnAllowedHostThatLeadsInside_IsTheGuardsBusiness(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp(new(), new ScriptedResolver(["127.0.0.1"]));
        var client = new PolicedSinkHttp(http, new AllowedHosts(["*"])).GetClient(new());

        await Assert.CatchAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://hooks.example.org:{server.Address.Port}/"), cancellationToken));

        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task Get_WhereTheAddressIsTheOperators_IsNotHeldToThem(CancellationToken cancellationToken)
    {
        await using var server = new LoopbackServer();
        using var http = new SinkHttp();
        var client = new PolicedSinkHttp(http, new AllowedHosts([])).GetClient(new() { AddressFromOperator = true });

        using var answer = await client.GetAsync(server.Address, cancellationToken);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri url, bool isSynchronous, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return isSynchronous
            ? await Task.Run(() => client.Send(request, cancellationToken), cancellationToken)
            : await client.SendAsync(request, cancellationToken);
    }
}
