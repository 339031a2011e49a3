using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class RepeatsAndGapsTests
{
    [Test]
    public async Task FollowAsync_LeavesOutAnEventThatCameBefore_AndCountsIt()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Event(1), Some.Event(2), Some.Event(1), "7", "7", Some.Event(3));
        var reader = Some.Reader(zaqar);

        var taken = await reader.FollowAsync(fromStart: true).TakeAsync(5);

        Assert.That(taken.Select(static m => m.Event?.ResourceName ?? m.Body.GetRawText()), Is.EqualTo(new[] { "r1", "r2", "7", "7", "r3" }));
        Assert.That(reader.Duplicates, Is.EqualTo(1));
    }

    [Test]
    public async Task FollowAsync_FromNow_LeavesOutWhatRepeatsASkippedEvent()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Event(1), Some.Event(1));
        var reader = Some.Reader(zaqar, Some.Quick with { OnCaughtUp = () => zaqar.Post(Some.Event(1), Some.Event(2)) });

        var taken = await reader.FollowAsync().TakeAsync(1);

        Assert.That((taken[0].Event!.ResourceName, reader.Duplicates), Is.EqualTo(("r2", 1)));
    }

    [Test]
    public async Task FollowAsync_RememberingNothing_GivesRepeats_AndEachMessageOnce()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Event(1));
        zaqar.OnRequest = number =>
        {
            if (number == 5)
            {
                zaqar.Post(Some.Event(1), Some.Event(2));
            }
        };
        var reader = Some.Reader(zaqar, Some.Quick with { RememberedIds = 0 });

        var taken = await reader.FollowAsync(fromStart: true).TakeAsync(3);

        Assert.That(taken.Select(static m => m.Event!.ResourceName), Is.EqualTo(new[] { "r1", "r1", "r2" }));
        Assert.That((reader.Duplicates, taken.DistinctBy(static m => m.Id).Count()), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task FollowAsync_OfSequences_TellsGapsPerStack_AndTakesWhatComesLate()
    {
        using var zaqar = new FakeZaqar();
        (int Id, string Stack, long? Sequence)[] events =
            [(1, "a", 5), (2, "b", 1), (3, "a", 6), (4, "a", 9), (5, "b", 2), (6, "a", 7), (7, "a", 10), (8, "c", null), (9, "b", 4), (4, "a", 9)];
        zaqar.Post([.. events.Select(static e => Some.Event(e.Id, e.Stack, e.Sequence))]);
        zaqar.Post("\"end\"");
        List<SequenceGap> gaps = [];
        var reader = Some.Reader(zaqar, Some.Quick with { OnGap = gaps.Add });

        var taken = await reader.FollowAsync(fromStart: true).TakeAsync(10);

        Assert.That(taken.Select(static m => m.Sequence), Is.EqualTo(new long?[] { 5, 1, 6, 9, 2, 7, 10, null, 4, null }));
        Assert.That(taken.Select(static m => m.MissingBefore), Is.EqualTo(new long[] { 0, 0, 0, 2, 0, 0, 0, 0, 1, 0 }));
        Assert.That(gaps, Is.EqualTo(new SequenceGap[] { new("a", 6, 9), new("b", 2, 4) }));
        Assert.That((gaps[0].Missing, reader.Duplicates), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task FollowAsync_FromNow_KnowsTheGapBehindWhatItSkipped()
    {
        using var zaqar = new FakeZaqar();
        zaqar.Post(Some.Event(1, sequence: 1));
        var options = Some.Quick with { OnCaughtUp = () => zaqar.Post(Some.Event(4, sequence: 4)) };

        var taken = await Some.Reader(zaqar, options).FollowAsync().TakeAsync(1);

        Assert.That(taken[0].MissingBefore, Is.EqualTo(2));
    }
}
