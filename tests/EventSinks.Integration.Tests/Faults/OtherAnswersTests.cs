using System.Net;
using System.Net.Sockets;
using EventSinks.Dispatch;
using EventSinks.Http;
using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>What becomes of events where something else than Zaqar answers, and by an unusual address.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class OtherAnswersTests
{
    [TestCase("502 Bad Gateway")]
    [TestCase("503 Service Unavailable")]
    [TestCase("200 OK")]
    [TestCase("400 Bad Request")]
    public async Task Publish_WhileABalancerAnswersWithAPage_WaitsWithItsTitle_AndGivesNothingUp(string status)
    {
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = KnownFaults.AnswersInstead(HttpMessage.Page(status, "No server is there")) };
        await using var engine = new EngineUnderTest();
        using var stack = await engine.OpenAsync(server.Address);

        await stack.PublishAsync(1, 3);
        var during = await stack.WaitForStatusAsync(sink => sink.State is LaneState.Retrying && server.Requests >= 3);
        server.Fault = KnownFaults.None;
        var after = await stack.WaitUntilDeliveredAsync();

        Assert.That(during, Is.EqualTo(during with { State = LaneState.Retrying, Delivered = 0, Pending = 3, DeadLettered = 0 }));
        Assert.That(during.LastError, Does.StartWith($"HTTP {status[..3]} No server is there"));
        Assert.That(after, Is.EqualTo(after with { State = LaneState.Healthy, Delivered = 3, DeadLettered = 0 }));
        Assert.That(await stack.ReadNamesAsync(), Is.EqualTo(["r1", "r2", "r3"]));
    }

    [TestCase("301 Moved Permanently")]
    [TestCase("302 Found")]
    [TestCase("307 Temporary Redirect")]
    [TestCase("308 Permanent Redirect")]
    public async Task Publish_WhileRedirectedElsewhere_IsMisconfigured_AndNothingGoesThere(string status)
    {
        await using var elsewhere = new LoopbackServer();
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = KnownFaults.AnswersInstead(HttpMessage.Answer(status, "", $"Location: {elsewhere.Address}")) };
        await using var engine = new EngineUnderTest();
        using var stack = await engine.OpenAsync(server.Address);

        await stack.PublishAsync(1, 2);
        var during = await stack.WaitForStatusAsync(static sink => sink.State is LaneState.Misconfigured);
        server.Fault = KnownFaults.None;
        stack.AnnounceCredentials();
        var after = await stack.WaitUntilDeliveredAsync();

        Assert.That(during, Is.EqualTo(during with { State = LaneState.Misconfigured, Pending = 2, LastError = $"HTTP {status}: redirects are not followed" }));
        Assert.That(elsewhere.Connections, Is.Zero);
        Assert.That(after, Is.EqualTo(after with { State = LaneState.Healthy, Delivered = 2, DeadLettered = 0 }));
        Assert.That(await stack.ReadNamesAsync(), Is.EqualTo(["r1", "r2"]));
    }

    [Test]
    public async Task Deliver_ToAnIpv6Address_Arrives()
    {
        await using var server = ListenOnIpv6();
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new OperatorsSink(server.Address, queue);

        var result = await sink.DeliverAsync(Events.Numbered(1, 2));

        Assert.That(server.Address.ToString(), Does.StartWith("http://[::1]:"));
        Assert.That(result, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2"]));
    }

    private static Forwarder ListenOnIpv6()
    {
        try
        {
            return new Forwarder(ZaqarServer.Url, address: IPAddress.IPv6Loopback);
        }
        catch (SocketException error)
        {
            Assert.Ignore($"this machine has no IPv6 loopback: {error.Message}");
            throw;
        }
    }
}
