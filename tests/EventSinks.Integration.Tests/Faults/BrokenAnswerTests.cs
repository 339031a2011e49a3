using EventSinks.Dispatch;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Faults;

/// <summary>What becomes of events whose answers break, come too slowly or not at all, and of other stacks meanwhile.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class BrokenAnswerTests
{
    // Enough for a request on a busy machine, and far less than a trickling answer takes.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    [Test]
    public async Task Publish_WhileAnswersEndInTheirHeaders_GoesOnLater_AndHoldsNobodyUp()
    {
        var during = await AssertGoesOnLaterAsync(KnownFaults.CutsTheHead, attemptTimeout: null, isStoredEachTime: true);

        Assert.That(during.LastError, Does.Match(@"^127\.0\.0\.1:\d+: .*ended prematurely"));
    }

    [Test]
    public async Task Publish_WhileAnswersTrickle_GoesOnLater_AndHoldsNobodyUp()
    {
        var during = await AssertGoesOnLaterAsync(KnownFaults.Trickles, Short, isStoredEachTime: true);

        Assert.That(during.LastError, Is.EqualTo("no answer within 3 s"));
    }

    [Test]
    public async Task Publish_ToAnEndpointThatSaysNothing_GoesOnLater_AndHoldsNobodyUp()
    {
        var during = await AssertGoesOnLaterAsync(KnownFaults.SaysNothing, Short, isStoredEachTime: false);

        Assert.That(during.LastError, Is.EqualTo("no answer within 3 s"));
    }

    [Test]
    public async Task Publish_WhenTheBodyOf201IsCut_IsDeliveredOnce()
    {
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = KnownFaults.CutsTheBody };
        await using var engine = new EngineUnderTest();
        using var stack = await engine.OpenAsync(server.Address);

        await stack.PublishAsync(1, 3);
        var after = await stack.WaitUntilDeliveredAsync();

        Assert.That(after, Is.EqualTo(after with { State = LaneState.Healthy, Delivered = 3, LastError = null }));
        Assert.That(await stack.ReadNamesAsync(), Is.EqualTo(["r1", "r2", "r3"]));
    }

    /// <summary>Two stacks, one of them behind a fault: gives that one's status while the other has got everything.</summary>
    private static async Task<SinkDeliveryStatus> AssertGoesOnLaterAsync(Fault fault, TimeSpan? attemptTimeout, bool isStoredEachTime)
    {
        await using var server = new Forwarder(ZaqarServer.Url) { Fault = fault };
        await using var engine = new EngineUnderTest(attemptTimeout);
        using var stack = await engine.OpenAsync(server.Address);
        using var other = await engine.OpenAsync(ZaqarServer.Url);

        await stack.PublishAsync(1, 3);
        await other.PublishAsync(1, 20);
        var early = await other.WaitUntilDeliveredAsync();
        var during = await stack.WaitForStatusAsync(sink => sink.LastError is not null && server.Requests >= 2);
        await other.PublishAsync(21, 20);
        var late = await other.WaitUntilDeliveredAsync();
        server.Fault = KnownFaults.None;
        var after = await stack.WaitUntilDeliveredAsync();

        Assert.That((early.Delivered, late.Delivered), Is.EqualTo((20L, 40L)), "the other stack is not held up");
        Assert.That(await other.ReadNamesOnceAsync(), Is.EqualTo(Enumerable.Range(1, 40).Select(number => $"r{number}")));
        Assert.That(during, Is.EqualTo(during with { Delivered = 0, Pending = 3, DeadLettered = 0 }));
        Assert.That(during.State, Is.EqualTo(LaneState.Retrying).Or.EqualTo(LaneState.Stuck));
        Assert.That(after, Is.EqualTo(after with { State = LaneState.Healthy, Delivered = 3, DeadLettered = 0 }));
        Assert.That(await stack.ReadNamesOnceAsync(), Is.EqualTo(["r1", "r2", "r3"]));
        Assert.That(await stack.ReadNamesAsync(), isStoredEachTime ? Has.Count.GreaterThan(3) : Has.Count.EqualTo(3));
        return during;
    }
}
