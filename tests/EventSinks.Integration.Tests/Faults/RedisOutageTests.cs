using EventSinks.Integration.Support;
using EventSinks.Integration.Zaqar;

namespace EventSinks.Integration.Faults;

/// <summary>What becomes of a sink while Zaqar itself is there and what it keeps messages in is not.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class RedisOutageTests
{
    [TearDown]
    public async Task StartServersAsync()
    {
        await ZaqarServer.StartRedisAsync();
        await ZaqarServer.StartApiAsync();
    }

    [Test]
    public async Task Deliver_WhileRedisIsDown_IsUnavailableWithZaqarsWords_AndGoesOnAfterwards()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new OperatorsSink(ZaqarServer.Url, queue);
        var before = await sink.DeliverAsync(Events.Numbered(1, 2));
        DeliveryResult during;
        try
        {
            await ZaqarServer.KillRedisAsync();
            during = await sink.DeliverAsync(Events.Numbered(3, 2));
        }
        finally
        {
            await ZaqarServer.StartRedisAsync();
        }

        var after = await Eventually.ReadAsync(
            async _ => await sink.DeliverAsync(Events.Numbered(3, 2)), static result => result.Outcome is DeliveryOutcome.Delivered);

        Assert.That((before, after), Is.EqualTo((DeliveryResult.Delivered, DeliveryResult.Delivered)));
        Assert.That((during.Outcome, during.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 0)));
        Assert.That(during.Reason, Does.Match("^HTTP 50[03] "));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2", "r3", "r4"]));
    }
}
