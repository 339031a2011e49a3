using EventSinks.Zaqar.Support;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Zaqar;

/// <summary>A refused list is narrowed to its bad messages, whichever they are, and everything else arrives once and in order.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NarrowingTests
{
    [TestCase(1, new[] { 0 })]
    [TestCase(2, new[] { 0 })]
    [TestCase(2, new[] { 1 })]
    [TestCase(3, new[] { 0, 1, 2 })]
    [TestCase(500, new[] { 0 })]
    [TestCase(500, new[] { 499 })]
    [TestCase(500, new[] { 249, 250 })]
    [TestCase(500, new int[0])]
    public Task Deliver_WithBadMessages_RejectsThoseAndStoresTheRest(int count, int[] bad) => CheckAsync(count, [.. bad]);

    [Test]
    public void Deliver_WithAnyBadMessages_RejectsThoseAndStoresTheRest() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            ArbMap.Default.ArbFor<NonNegativeInt[]>(),
            async (count, bad) => await CheckAsync(count.Get, [.. bad.Select(index => index.Get % count.Get)]) > 0).QuickCheckThrowOnFailure();

    [Test]
    public async Task Deliver_WithOneBadMessageIn500_FindsItInFewRequests()
    {
        for (var bad = 0; bad < 500; bad += 7)
        {
            Assert.That(await CheckAsync(500, [bad]), Is.LessThanOrEqualTo(30), $"bad message at {bad}");
        }
    }

    [Test]
    public async Task Deliver_WithNothingButBadMessages_SpendsAboutOneRequestOnEach() =>
        Assert.That(await CheckAsync(500, [.. Enumerable.Range(0, 500)]), Is.LessThanOrEqualTo(510));

    /// <summary>Drives the sink as a dispatcher does, and gives how many requests it took.</summary>
    private static async Task<int> CheckAsync(int count, HashSet<int> bad)
    {
        var isBad = bad.Select(index => $"r{index + 1}").ToHashSet(StringComparer.Ordinal);
        using var zaqar = new ScriptedZaqar(request => request.Names.Any(isBad.Contains)
            ? ScriptedZaqar.Error(400, "Invalid request body", "JSON contains integer that is too large.")
            : ScriptedZaqar.Created());
        await using var sink = Some.Sink(zaqar);
        var events = Some.Batch(count).ToArray();
        var rejected = new List<int>();
        for (var settled = 0; settled < count;)
        {
            var result = await sink.DeliverAsync(new EventBatch(events.AsMemory(settled)), CancellationToken.None);
            if (result.Outcome is DeliveryOutcome.Delivered)
            {
                break;
            }

            Assert.That(result, Is.EqualTo(DeliveryResult.Reject("HTTP 400 Invalid request body: JSON contains integer that is too large.", result.DeliveredEvents)));
            rejected.Add(settled + result.DeliveredEvents);
            settled += result.DeliveredEvents + 1;
        }

        Assert.That(rejected, Is.EqualTo(bad.Order()));
        Assert.That(zaqar.Stored, Is.EqualTo(Enumerable.Range(0, count).Where(index => !bad.Contains(index)).Select(index => $"r{index + 1}")));
        return zaqar.Requests.Count;
    }
}
