using EventSinks.Integration.Support;

namespace EventSinks.Integration.Reader;

/// <summary>A claim that runs out. 60 seconds are the shortest claim there is, so this runs beside other tests.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class LostClaimTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task ConsumeAsync_ByOneWhoseClaimRanOut_LeavesTheMessageToTheNext_AndGoesOn_WhileAnotherRenews()
    {
        using var queue = ZaqarServer.NewQueue();
        await queue.PostAsync(ReaderUnderTest.Bodies(0, 2));
        var options = ReaderUnderTest.Quick with { ClaimSize = 1, ClaimTtl = TimeSpan.FromSeconds(60), ClaimGrace = TimeSpan.FromSeconds(60) };
        using var losing = new ReaderUnderTest(queue, options, renewsClaims: false);
        using var keeping = new ReaderUnderTest(queue, options);
        using var next = new ReaderUnderTest(queue, options);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var lost = losing.Reader.ConsumeAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        await using var kept = keeping.Reader.ConsumeAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        await using var taken = next.Reader.ConsumeAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.That((await lost.MoveNextAsync(), ReaderUnderTest.NumberOf(lost.Current)), Is.EqualTo((true, 0)));
        Assert.That((await kept.MoveNextAsync(), ReaderUnderTest.NumberOf(kept.Current)), Is.EqualTo((true, 1)));

        Assert.That((await taken.MoveNextAsync(), ReaderUnderTest.NumberOf(taken.Current)), Is.EqualTo((true, 0)), "once the claim has run out");
        await queue.PostAsync(ReaderUnderTest.Bodies(2, 1));
        Assert.That((await lost.MoveNextAsync(), ReaderUnderTest.NumberOf(lost.Current)), Is.EqualTo((true, 2)));

        Assert.That(await taken.Current.DeleteAsync(patience.Token), Is.True);
        Assert.That(await kept.Current.DeleteAsync(patience.Token), Is.True);
        Assert.That(await lost.Current.DeleteAsync(patience.Token), Is.True);
    }
}
