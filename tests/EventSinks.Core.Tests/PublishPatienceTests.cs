using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Support;
using EventSinks.Testing;

namespace EventSinks;

/// <summary>How long publishing waits for a store, and what becomes of an event that is recorded after that.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class PublishPatienceTests
{
    private static readonly RecordedEvent Recorded = new(Some.Event(Some.Stack()), 7, DateTimeOffset.UnixEpoch);

    private readonly TaskCompletionSource<RecordedEvent> _recording = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Wait_WhenTheStoreIsInTime_GivesTheEvent()
    {
        var clock = new ManualTimeProvider();
        var waiting = Wait(clock, static _ => { }).AsTask();

        _recording.SetResult(Recorded);

        Assert.That(await waiting, Is.EqualTo(Recorded));
    }

    [Test]
    public async Task Wait_WhenTheStoreIsLate_ThrowsAndHasTheEventDeliveredAllTheSame()
    {
        var clock = new ManualTimeProvider();
        var late = new TaskCompletionSource<RecordedEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Wait(clock, late.SetResult).AsTask();

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(
            async () => await waiting.WaitAsync(Patience.Limit),
            Throws.TypeOf<EventStoreException>().With.Message.Contains("within 3 s").And.Message.Contains("same id"));
        _recording.SetResult(Recorded);

        Assert.That(await late.Task.WaitAsync(Patience.Limit), Is.EqualTo(Recorded));
    }

    [Test]
    public async Task Wait_WhenThePublisherGivesUp_HasTheEventDeliveredAllTheSame()
    {
        using var givesUp = new CancellationTokenSource();
        var late = new TaskCompletionSource<RecordedEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Wait(new ManualTimeProvider(), late.SetResult, givesUp.Token).AsTask();

        await givesUp.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        _recording.SetResult(Recorded);

        Assert.That(await late.Task.WaitAsync(Patience.Limit), Is.EqualTo(Recorded));
    }

    [Test]
    public void Wait_WhenTheStoreFails_ThrowsWhatItSays()
    {
        _recording.SetException(new EventStoreException("the disk is full"));

        Assert.That(
            async () => await Wait(new ManualTimeProvider(), static _ => { }),
            Throws.TypeOf<EventStoreException>().With.Message.EqualTo("the disk is full"));
    }

    [Test]
    public async Task Wait_WhenTheEventIsRecordedAtTheVeryEnd_GivesTheEvent()
    {
        var clock = new CrossingTimeProvider(() => _recording.SetResult(Recorded));
        var waiting = Wait(clock, static _ => { }).AsTask();

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.That(await waiting, Is.EqualTo(Recorded), "nobody else would have it delivered");
    }

    [Test]
    public void Wait_WhenTheStoreFailsAtTheVeryEnd_ThrowsWhatItSays()
    {
        var clock = new CrossingTimeProvider(() => _recording.SetException(new EventStoreException("the disk is full")));
        var waiting = Wait(clock, static _ => { }).AsTask();

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.That(async () => await waiting, Throws.TypeOf<EventStoreException>().With.Message.EqualTo("the disk is full"));
    }

    private ValueTask<RecordedEvent> Wait(TimeProvider clock, Action<RecordedEvent> onLate, CancellationToken cancellationToken = default) =>
        new PublishPatience(TimeSpan.FromSeconds(3), clock).WaitAsync(_recording.Task, onLate, cancellationToken);
}
