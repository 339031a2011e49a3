using EventSinks.Integration.Support;

namespace EventSinks.Integration;

/// <summary>The server the other integration tests stand on.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public class ZaqarServerTests
{
    [Test]
    public async Task Read_AfterTwoMessagesWerePosted_ReturnsThemInOrder()
    {
        using var queue = ZaqarServer.NewQueue();

        await queue.PostAsync([new { number = 1 }, new { number = 2 }]);

        Assert.That(await NumbersAsync(queue), Is.EqualTo([1, 2]));
    }

    [Test]
    public async Task Read_AfterMoreThanOnePage_ReturnsAllInOrder()
    {
        using var queue = ZaqarServer.NewQueue();

        await queue.PostAsync(Enumerable.Range(1, 25).Select(number => new { number }));
        await queue.PostAsync(Enumerable.Range(26, 20).Select(number => new { number }));

        Assert.That(await NumbersAsync(queue), Is.EqualTo(Enumerable.Range(1, 45)));
    }

    [Test]
    public async Task Restart_OfZaqarAlone_KeepsTheMessages()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync([new { number = 1 }]);

        try
        {
            await ZaqarServer.StopApiAsync();
            Assert.That(async () => await queue.ReadBodiesAsync(), Throws.InstanceOf<HttpRequestException>());
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }

        await queue.PostAsync([new { number = 2 }]);
        Assert.That(await NumbersAsync(queue), Is.EqualTo([1, 2]));
    }

    private static async Task<int[]> NumbersAsync(ZaqarQueue queue) =>
        [.. (await queue.ReadBodiesAsync()).Select(body => body.GetProperty("number").GetInt32())];
}
