using System.Collections.Concurrent;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Reader;

/// <summary>Consuming a queue of the real Zaqar.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class ConsumeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task ConsumeAsync_ByTwo_SharesTheQueue_WithoutLossAndWithoutRepeats()
    {
        const int Messages = 150;
        using var queue = ZaqarServer.NewQueue();
        for (var first = 0; first < Messages; first += 50)
        {
            await queue.PostAsync(ReaderUnderTest.Bodies(first, 50));
        }

        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var taken = new ConcurrentQueue<(int Consumer, int Number)>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(ConsumeAllAsync));

        Assert.That(taken.Select(static each => each.Number).Order(), Is.EqualTo(Enumerable.Range(0, Messages)));
        Assert.That(taken.Select(static each => each.Consumer).Distinct().Count(), Is.EqualTo(2), "both had some");
        Assert.That(await queue.ReadBodiesAsync(), Is.Empty);

        async Task ConsumeAllAsync(int consumer)
        {
            using var user = new ReaderUnderTest(queue);
            try
            {
                await foreach (var message in user.Reader.ConsumeAsync(patience.Token))
                {
                    taken.Enqueue((consumer, ReaderUnderTest.NumberOf(message)));
                    if (taken.Count == Messages)
                    {
                        await message.DeleteAsync();
                        await patience.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException) when (taken.Count >= Messages)
            {
                // Both have ended.
            }
        }
    }

    [Test]
    public async Task ConsumeAsync_ByOneThatGoesBeforeItHasDeleted_GivesTheMessagesToTheNext()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 30));
        using var first = new ReaderUnderTest(queue);
        using var second = new ReaderUnderTest(queue);

        // The first asks for a thirteenth, so twelve are deleted.
        var before = await first.ConsumeAsync(13);
        var after = await second.ConsumeAsync(18);

        Assert.That(before.Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(0, 13)));
        Assert.That(after.Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(12, 18)));
    }

    [Test]
    public async Task ConsumeAsync_BesideOneThatHangs_TakesTheOthers()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 15));
        using var hanging = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { ClaimSize = 5 });
        using var other = new ReaderUnderTest(queue);
        await using var held = hanging.Reader.ConsumeAsync().GetAsyncEnumerator();
        Assert.That(await held.MoveNextAsync(), Is.True);

        var taken = await other.ConsumeAsync(10);

        Assert.That(taken.Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(5, 10)));
    }

    [Test]
    public async Task ConsumeAsync_WhileZaqarIsRestarted_GoesOn()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 25));
        var troubled = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnTrouble = _ => troubled.TrySetResult() });
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var messages = user.Reader.ConsumeAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        List<int> numbers = [];
        Task<bool> next = messages.MoveNextAsync().AsTask();
        try
        {
            Assert.That(await next, Is.True);
            numbers.Add(ReaderUnderTest.NumberOf(messages.Current));
            await ZaqarServer.StopApiAsync();
            next = messages.MoveNextAsync().AsTask();
            await troubled.Task.WaitAsync(Patience, TimeProvider.System);
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }

        while (numbers.Count < 25 && await next)
        {
            numbers.Add(ReaderUnderTest.NumberOf(messages.Current));
            await messages.Current.DeleteAsync(patience.Token);
            next = numbers.Count < 25 ? messages.MoveNextAsync().AsTask() : next;
        }

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, 25)));
        Assert.That(await queue.ReadBodiesAsync(), Is.Empty);
    }

    [Test]
    public async Task ConsumeAsync_OfAnEventThatWasPostedTwice_GivesItOnce_AndDeletesBoth()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync([ReaderUnderTest.Event(1, "s", 1), ReaderUnderTest.Event(1, "s", 1), ReaderUnderTest.Event(4, "s", 4)]);
        using var user = new ReaderUnderTest(queue);

        var taken = await user.ConsumeAsync(2);

        Assert.That(taken.Select(static m => (m.Sequence, m.MissingBefore)), Is.EqualTo(new (long?, long)[] { (1, 0), (4, 2) }));
        Assert.That(user.Reader.Duplicates, Is.EqualTo(1));
        Assert.That(await queue.ReadBodiesAsync(), Has.Count.EqualTo(1), "the last one was not asked beyond");
    }
}
