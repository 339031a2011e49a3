namespace EventSinks.Dispatch;

[Parallelizable(ParallelScope.All)]
public sealed class InboxTests
{
    [Test]
    public async Task Post_WhenTheWorkerHasParked_WakesIt()
    {
        using var inbox = new Inbox();
        var waiting = Task.Run(() => inbox.Wait(static () => false));
        await ParkedAsync(inbox, waiting);

        inbox.Post(Message());

        await waiting.WaitAsync(Patience.Limit);
        Assert.That(inbox.TryTake(out _), Is.True);
    }

    [Test]
    public async Task Wake_WhenTheWorkerHasParked_EndsTheWaitWithoutAMessage()
    {
        using var inbox = new Inbox();
        var waiting = Task.Run(() => inbox.Wait(static () => false));
        await ParkedAsync(inbox, waiting);

        inbox.Wake();

        await waiting.WaitAsync(Patience.Limit);
        Assert.That(inbox.TryTake(out _), Is.False);
    }

    [Test]
    public void Wait_WhenSomethingIsDue_DoesNotWait()
    {
        using var inbox = new Inbox();

        inbox.Wait(static () => true);

        Assert.That(inbox.IsParked, Is.False);
    }

    [Test]
    public async Task Post_FromManyThreadsWhileTheWorkerParksAgainAndAgain_LosesNoWakeUp()
    {
        using var inbox = new Inbox();
        const int Messages = 20_000;
        var taken = 0;
        var worker = Task.Run(() =>
        {
            while (taken < Messages)
            {
                if (inbox.TryTake(out _))
                {
                    taken++;
                }
                else
                {
                    inbox.Wait(static () => false);
                }
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Messages / 4; i++)
            {
                inbox.Post(Message());
                Thread.Yield();
            }
        })));

        await worker.WaitAsync(Patience.Limit);
        Assert.That(taken, Is.EqualTo(Messages));
    }

    private static DispatchMessage.SettleEnded Message() => new(null);

    private static async Task ParkedAsync(Inbox inbox, Task waiting)
    {
        while (!inbox.IsParked)
        {
            Assert.That(waiting.IsFaulted, Is.False);
            await Task.Yield();
        }
    }
}
