using EventSinks.Integration.Support;
using EventSinks.Zaqar.Reader;

namespace EventSinks.Integration.Reader;

/// <summary>Following a queue of the real Zaqar.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class FollowTests
{
    [TestCase(1)]
    [TestCase(20)]
    [TestCase(21)]
    [TestCase(137)]
    public async Task FollowAsync_FromStart_GivesEachMessageOnce_InOrder_OverPageBorders(int count)
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, count));
        var caughtUp = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnCaughtUp = caughtUp.SetResult });

        var following = user.FollowAsync(fromStart: true, count + 25);
        await caughtUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await queue.PostAsync(ReaderUnderTest.Bodies(count, 25));

        Assert.That((await following).Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(0, count + 25)));
    }

    [Test]
    public async Task FollowAsync_FromNow_SkipsWhatIsThere_AndMissesNothingAfterwards()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 60));
        var caughtUp = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnCaughtUp = caughtUp.SetResult });

        var following = user.FollowAsync(fromStart: false, 45);
        await caughtUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await queue.PostAsync(ReaderUnderTest.Bodies(60, 45));

        Assert.That((await following).Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(60, 45)));
        Assert.That(await queue.ReadBodiesAsync(), Has.Count.EqualTo(105), "the messages stay");
    }

    [Test]
    public async Task FollowAsync_OfAQueueThatIsNotThereYet_WaitsForIt()
    {
        using var queue = ZaqarServer.NewQueue();
        var caughtUp = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnCaughtUp = caughtUp.SetResult });

        var following = user.FollowAsync(fromStart: false, 1);
        await caughtUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await queue.PostAsync(["first"]);

        Assert.That((await following)[0].Body.GetString(), Is.EqualTo("first"));
    }

    [Test]
    public async Task FollowAsync_WhileZaqarIsRestarted_GoesOn_WithNothingTwiceAndNothingMissing()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 50));
        var caughtUp = new TaskCompletionSource();
        var troubled = new TaskCompletionSource();
        var recovered = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with
        {
            OnCaughtUp = caughtUp.SetResult,
            OnTrouble = _ => troubled.TrySetResult(),
            OnRecovered = () => recovered.TrySetResult(),
        });
        var following = user.FollowAsync(fromStart: true, 100);
        await caughtUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        try
        {
            await ZaqarServer.StopApiAsync();
            await troubled.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }
        finally
        {
            await ZaqarServer.StartApiAsync();
        }

        await queue.PostAsync(ReaderUnderTest.Bodies(50, 50));

        Assert.That((await following).Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(recovered.Task.IsCompleted, Is.True);
    }

    [Test]
    public async Task FollowAsync_BesideAConsumer_SeesTheMessagesThatItHolds()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 1));
        var caughtUp = new TaskCompletionSource();
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnCaughtUp = caughtUp.SetResult, ClaimSize = 20 });
        var following = user.FollowAsync(fromStart: true, 41);
        await caughtUp.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);

        // One enumeration holds 20 of them while the other reads.
        await queue.PostAsync(ReaderUnderTest.Bodies(1, 40));
        await using var consumer = user.Reader.ConsumeAsync().GetAsyncEnumerator();
        Assert.That(await consumer.MoveNextAsync(), Is.True);

        Assert.That((await following).Select(ReaderUnderTest.NumberOf), Is.EqualTo(Enumerable.Range(0, 41)));
    }

    [Test]
    public async Task FollowAsync_LeavesOutRepeats_AndTellsGaps()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync([
            ReaderUnderTest.Event(1, "s", 1), ReaderUnderTest.Event(2, "s", 2), ReaderUnderTest.Event(1, "s", 1),
            ReaderUnderTest.Event(5, "s", 5), ReaderUnderTest.Event(4, "s", 4), ReaderUnderTest.Event(6, "s", 6)]);
        List<SequenceGap> gaps = [];
        using var user = new ReaderUnderTest(queue, ReaderUnderTest.Quick with { OnGap = gaps.Add });

        var taken = await user.FollowAsync(fromStart: true, 5);

        Assert.That(taken.Select(static m => (m.Event!.ResourceName, m.MissingBefore)), Is.EqualTo(new[] { ("r1", 0L), ("r2", 0L), ("r5", 2L), ("r4", 0L), ("r6", 0L) }));
        Assert.That(gaps, Is.EqualTo(new[] { new SequenceGap("s", 2, 5) }));
        Assert.That(user.Reader.Duplicates, Is.EqualTo(1));
    }

    [Test]
    public async Task FollowAsync_OfNumbersThatOnlyPythonWrites_GivesThemAsTexts()
    {
        using var queue = ZaqarServer.NewQueue();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ZaqarServer.Url}v2/queues/{queue.Name}/messages")
        {
            Content = new ByteArrayContent("""{"messages": [{"ttl": 300, "body": {"load": NaN}}, {"ttl": 300, "body": 1}]}"""u8.ToArray()),
            Headers = { { "Client-ID", Guid.NewGuid().ToString() }, { "X-Project-Id", queue.ProjectId } },
        };
        using var posted = await http.SendAsync(request);
        using var user = new ReaderUnderTest(queue);

        var taken = await user.FollowAsync(fromStart: true, 2);

        Assert.That(taken.Select(static message => message.Body.GetRawText()), Is.EqualTo(new[] { """{"load": "NaN"}""", "1" }));
    }

    [Test]
    public async Task FollowAsync_WithoutAProject_IsRefused()
    {
        using var queue = new ZaqarQueue(ZaqarServer.Url, "q", "");
        using var user = new ReaderUnderTest(queue);

        var error = await Assert.ThrowsAsync<ZaqarQueueException>(() => user.FollowAsync(fromStart: true, 1));

        Assert.That((error!.Failure, error.Message), Is.EqualTo((ZaqarQueueFailure.BadRequest, "Zaqar refuses the request: HTTP 400 Project-Id Missing: The header X-PROJECT-ID was missing")));
    }
}
