namespace EventSinks;

[Parallelizable(ParallelScope.All)]
public sealed class SingleEventSinkTests
{
    [Test]
    public async Task Deliver_WhenAllArrive_IsDelivered() =>
        Assert.That(await DeliverAsync(_ => DeliveryResult.Delivered), Is.EqualTo(DeliveryResult.Delivered));

    [Test]
    public async Task Deliver_WhenTheSecondIsRejected_SaysThatOneHadArrived() =>
        Assert.That(
            await DeliverAsync(sequence => sequence == 2 ? DeliveryResult.Reject("no") : DeliveryResult.Delivered),
            Is.EqualTo(DeliveryResult.Reject("no", 1)));

    [Test]
    public async Task Deliver_WhenALaterEventThrows_KeepsTheProgressAndSaysNothingOfTheMessage() =>
        Assert.That(
            await DeliverAsync(sequence => sequence == 3 ? throw new InvalidOperationException("boom") : DeliveryResult.Delivered),
            Is.EqualTo(DeliveryResult.Retry("it threw InvalidOperationException", 2)));

    [Test]
    public void Deliver_WhenTheFirstEventThrows_LetsTheHostSeeTheException() =>
        Assert.That(async () => await DeliverAsync(_ => throw new InvalidOperationException("boom")), Throws.InvalidOperationException);

    private static async Task<DeliveryResult> DeliverAsync(Func<long, DeliveryResult> deliver)
    {
        var stack = new StackIdentity("s", "n");
        var events = Enumerable.Range(1, 3)
            .Select(i => new RecordedEvent(StackEvent.ForStack(stack, "CREATE", "COMPLETE"), i, DateTimeOffset.UnixEpoch))
            .ToArray();
        await using IEventSink sink = new FunctionSink(deliver);
        return await sink.DeliverAsync(new EventBatch(events), CancellationToken.None);
    }

    private sealed class FunctionSink(Func<long, DeliveryResult> deliver) : SingleEventSink
    {
        protected override ValueTask<DeliveryResult> DeliverAsync(RecordedEvent e, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            ValueTask.FromResult(deliver(e.Sequence));
    }
}
