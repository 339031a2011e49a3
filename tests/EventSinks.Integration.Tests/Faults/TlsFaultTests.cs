using System.Security.Cryptography.X509Certificates;
using EventSinks.Http;
using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>What becomes of events where the server's certificate is not trusted, and what mends it.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class TlsFaultTests
{
    [Test]
    public async Task Deliver_ToAPrivateAuthoritysServer_SaysToSetCacert_AndDeliversOnceThatIsSet()
    {
        using var authority = new PrivateAuthority();
        using var certificate = authority.Issue("zaqar");
        await using var server = new Forwarder(ZaqarServer.Url, certificate);
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new OperatorsSink(server.Address, queue);

        var without = await sink.DeliverAsync(Events.Numbered(1, 2));
        var nothing = (await queue.ReadBodiesAsync()).Count;
        sink.Set("cacert", authority.RootFile);
        var with = await sink.DeliverAsync(Events.Numbered(1, 2));

        Assert.That((without.Outcome, without.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 0)));
        Assert.That(without.Reason, Does.StartWith($"{server.Address.Authority}: ").And.Contains("set cacert (OS_CACERT) to its PEM file"));
        Assert.That(nothing, Is.Zero);
        Assert.That(with, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2"]));
    }

    [Test]
    public async Task Deliver_WithACertificateThatHasExpired_SaysSo_AndInsecureDelivers()
    {
        using var authority = new PrivateAuthority();
        using var certificate = authority.Issue("zaqar", TimeSpan.FromHours(-1));

        await AssertRefusedUntilInsecureAsync(authority, certificate, "localhost", "has expired, or is not valid yet");
    }

    [Test]
    public async Task Deliver_WithACertificateOfAnotherName_SaysSo_AndInsecureDelivers()
    {
        using var authority = new PrivateAuthority();
        using var certificate = authority.Issue("zaqar");

        await AssertRefusedUntilInsecureAsync(authority, certificate, "127.0.0.1", "is for another name");
    }

    private static async Task AssertRefusedUntilInsecureAsync(PrivateAuthority authority, X509Certificate2 certificate, string host, string why)
    {
        await using var server = new Forwarder(ZaqarServer.Url, certificate);
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new OperatorsSink(new UriBuilder(server.Address) { Host = host }.Uri, queue);
        sink.Set("cacert", authority.RootFile);

        var verified = await sink.DeliverAsync(Events.Numbered(1, 2));
        var requests = server.Requests;
        sink.Set("insecure", "true");
        var insecure = await sink.DeliverAsync(Events.Numbered(1, 2));

        Assert.That((verified.Outcome, verified.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 0)));
        Assert.That(verified.Reason, Does.Contain(why).And.Not.Contains("cacert"));
        Assert.That(requests, Is.Zero, "nobody is told anything before it is known who it is");
        Assert.That(insecure, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2"]));
    }
}
