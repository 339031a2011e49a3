using EventSinks.Integration.Support;

namespace EventSinks.Integration.Zaqar;

/// <summary>What becomes of a sink while its server is away.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class ZaqarOutageTests
{
    [Test]
    public async Task Deliver_WhileZaqarIsStopped_IsUnavailable_AndGoesOnAfterwards()
    {
        using var queue = ZaqarServer.NewQueue();
        await using var sink = new SinkUnderTest(queue);
        var before = await sink.DeliverAsync(Events.Numbered(1, 2));
        DeliveryResult during;
        try
        {
            await ZaqarServer.StopApiAsync();
            during = await sink.DeliverAsync(Events.Numbered(3, 2));
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }

        var after = await sink.DeliverAsync(Events.Numbered(3, 2));

        Assert.That((before, after), Is.EqualTo((DeliveryResult.Delivered, DeliveryResult.Delivered)));
        Assert.That((during.Outcome, during.DeliveredEvents), Is.EqualTo((DeliveryOutcome.Unavailable, 0)));
        Assert.That((await queue.ReadBodiesAsync()).Select(Events.NameOf), Is.EqualTo(["r1", "r2", "r3", "r4"]));
    }
}
