using System.Collections.Concurrent;

namespace EventSinks.Dispatch;

/// <summary>The worker with real threads around it: what the simulation leaves out.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DispatcherTests
{
    [Test]
    public async Task Publish_FromTwoThreads_DeliversEverythingOnceAndInOrder()
    {
        await using var fixture = new DispatcherFixture(clock: TimeProvider.System);
        var seen = new ConcurrentQueue<long>();
        var sink = new ScriptedSink((batch, _) =>
        {
            foreach (var e in batch)
            {
                seen.Enqueue(e.Sequence);
            }

            return ValueTask.FromResult(DeliveryResult.Delivered);
        });
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));

        await Task.WhenAll(Task.Run(() => fixture.PublishAsync(stack, 2_000)), Task.Run(() => fixture.PublishAsync(stack, 2_000)));
        var drained = await fixture.DrainAsync();

        Assert.That(drained, Is.True);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 4_000)));
    }

    [Test]
    public async Task Deliver_WhenASinkTypeBlocks_RunsItOnThreadsOfItsOwnAndLeavesOthersAlone()
    {
        await using var fixture = new DispatcherFixture();
        using var gate = new ManualResetEventSlim();
        var threads = new ConcurrentQueue<string?>();
        var blocked = new ScriptedSink((_, _) =>
        {
            threads.Enqueue(Thread.CurrentThread.Name);
            gate.Wait(CancellationToken.None);
            return ValueTask.FromResult(DeliveryResult.Delivered);
        });
        var first = await fixture.OpenAsync("first", Some.Binding(sinkType: "blocking", sink: () => blocked));
        await fixture.PublishAsync(first);
        await blocked.NextCallAsync();

        // The worker looks at it twice, each time a threshold later; an answer shows that it has looked.
        for (var look = 0; look < 3; look++)
        {
            fixture.Clock.Advance(TimeSpan.FromMilliseconds(110));
            await fixture.StatusAsync(first);
            await fixture.StatusAsync(first);
        }

        var second = await fixture.OpenAsync("second", Some.Binding(sinkType: "blocking", destination: "other", sink: () => blocked));
        await fixture.StatusAsync(second);
        await fixture.PublishAsync(second);
        await blocked.NextCallAsync();
        var healthy = ScriptedSink.Delivering();
        var third = await fixture.OpenAsync("third", Some.Binding(sinkType: "healthy", sink: () => healthy));
        await fixture.PublishAsync(third);
        var call = await healthy.NextCallAsync();
        gate.Set();

        Assert.That(call, Is.EqualTo(new[] { 1L }));
        Assert.That(threads.Last(), Is.EqualTo("EventSinks blocking blocking"));
    }

    [Test]
    public async Task Deliver_WhenCallsNeverReturnTheirThreads_GoesOnWithOthers()
    {
        await using var fixture = new DispatcherFixture(new DispatchOptions { BlockingThreads = 1 });
        using var gate = new ManualResetEventSlim();
        var blocked = new ScriptedSink((_, _) =>
        {
            gate.Wait(CancellationToken.None);
            return ValueTask.FromResult(DeliveryResult.Delivered);
        });
        var healthy = ScriptedSink.Delivering();
        try
        {
            var first = await fixture.OpenAsync("first", Some.Binding("first", "blocking", sink: () => blocked));
            await fixture.PublishAsync(first);
            await blocked.NextCallAsync();
            for (var look = 0; look < 3; look++)
            {
                fixture.Clock.Advance(TimeSpan.FromMilliseconds(110));
                await fixture.StatusAsync(first);
                await fixture.StatusAsync(first);
            }

            // Now known to block, and given one thread: which the second takes when the first has had its time, and never gives back.
            var second = await fixture.OpenAsync("second", Some.Binding("second", "blocking", sink: () => blocked));
            await fixture.PublishAsync(second);
            await fixture.StatusAsync(second);
            fixture.Clock.Advance(TimeSpan.FromSeconds(31));
            await blocked.NextCallAsync();

            var third = await fixture.OpenAsync("third", Some.Binding("third", "blocking", sink: () => healthy));
            await fixture.PublishAsync(third);
            await fixture.StatusAsync(third);
            fixture.Clock.Advance(TimeSpan.FromSeconds(31));

            Assert.That(await healthy.NextCallAsync(), Is.EqualTo(new[] { 1L }));
        }
        finally
        {
            gate.Set();
        }
    }

    [Test]
    public async Task Deliver_WhenTheRedactorHangs_HoldsItAgainstNeitherTheSinkTypeNorTheEndpoint()
    {
        using var log = new CollectedLog();
        await using var fixture = new DispatcherFixture(new DispatchOptions { CircuitThreshold = 1 }, logger: log);
        using var gate = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var redactor = new ScriptedRedactor(e =>
        {
            asked.TrySetResult();
            gate.Wait(CancellationToken.None);
            return e;
        });
        var sink = ScriptedSink.Delivering();
        SinkDeliveryStatus stuck;
        StackLanes stack;
        try
        {
            stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink) with { View = new EventView(Some.Stack("s"), redactor) });
            await fixture.PublishAsync(stack);
            await asked.Task.WaitAsync(Patience.Limit);
            for (var look = 0; look < 3; look++)
            {
                fixture.Clock.Advance(TimeSpan.FromMilliseconds(110));
                await fixture.StatusAsync(stack);
                await fixture.StatusAsync(stack);
            }

            fixture.Clock.Advance(TimeSpan.FromSeconds(31));
            await fixture.StatusAsync(stack);
            stuck = await fixture.StatusAsync(stack);
        }
        finally
        {
            gate.Set();
        }

        await UntilAsync(fixture, stack, static status => status.State is LaneState.Retrying);
        fixture.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await sink.NextCallAsync(), Is.EqualTo(new[] { 1L }));
        Assert.That((stuck.State, stuck.LastError), Is.EqualTo((LaneState.Stuck, "the events were not ready for the sink within 30 s: the engine's redactor takes long")));
        Assert.That(log.Lines.Select(static line => line.Split(':')[0]), Is.EqualTo(["Error PreparationLate", "Debug AttemptFailed"]));
    }

    [Test]
    public async Task Deliver_WhenTheSinkThrowsAtOnce_IsOnlyARetry()
    {
        await using var fixture = new DispatcherFixture();
        var calls = 0;
        var sink = new ScriptedSink((_, _) => ++calls == 1 ? throw new InvalidOperationException("boom") : ValueTask.FromResult(DeliveryResult.Delivered));
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));

        await fixture.PublishAsync(stack);
        await sink.NextCallAsync();
        while ((await fixture.StatusAsync(stack)).State != LaneState.Retrying)
        {
            await Task.Yield();
        }

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await sink.NextCallAsync();

        Assert.That(await fixture.DrainAsync(), Is.True);
        Assert.That((await fixture.StatusAsync(stack)).LastError, Is.EqualTo("InvalidOperationException: boom"));
    }

    [Test]
    public async Task Deliver_WhenTheSinkThrowsWhatAReceiverWrote_ShowsItToNobody()
    {
        await using var fixture = new DispatcherFixture();
        var sink = new ScriptedSink(static (_, _) =>
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line: 'SSH-2.0-inside'"));
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));

        await fixture.PublishAsync(stack);
        while ((await fixture.StatusAsync(stack)).State != LaneState.Retrying)
        {
            await Task.Yield();
        }

        Assert.That((await fixture.StatusAsync(stack)).LastError, Is.EqualTo("HttpRequestException: what the receiver answered is not HTTP"));
    }

    [Test]
    public async Task Deliver_WhenTheFactoryThrows_IsOnlyARetry()
    {
        await using var fixture = new DispatcherFixture();
        var made = 0;
        var sink = ScriptedSink.Delivering();
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => ++made == 1 ? throw new InvalidOperationException("no room") : sink));

        await fixture.PublishAsync(stack);
        while ((await fixture.StatusAsync(stack)).State != LaneState.Retrying)
        {
            await Task.Yield();
        }

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await sink.NextCallAsync(), Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task Deliver_WithALimitOnBytes_CutsTheBatchToIt()
    {
        await using var fixture = new DispatcherFixture();
        var bytes = Some.Event(Some.Stack("s")).ToUtf8Json().Length;
        var release = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        var sink = new ScriptedSink((_, _) => ++calls == 1 ? new(release.Task) : ValueTask.FromResult(DeliveryResult.Delivered))
        {
            Limits = new BatchLimits(100, 3 * (bytes + 10), 10),
        };
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));
        await fixture.PublishAsync(stack);
        await sink.NextCallAsync();
        await fixture.PublishAsync(stack, 7);

        release.SetResult(DeliveryResult.Delivered);

        Assert.That(await sink.NextCallAsync(), Is.EqualTo(new long[] { 2, 3, 4 }));
        Assert.That(await sink.NextCallAsync(), Is.EqualTo(new long[] { 5, 6, 7 }));
        Assert.That(await sink.NextCallAsync(), Is.EqualTo(new long[] { 8 }));
    }

    [Test]
    public async Task Deliver_WhenAnEventCannotBeEncoded_GivesUpThatOneAlone()
    {
        await using var fixture = new DispatcherFixture();
        var sink = ScriptedSink.Delivering();
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));
        using var document = System.Text.Json.JsonDocument.Parse("""{"a":"\ud800"}""");
        var bad = new StackEvent
        {
            StackId = "s",
            Timestamp = fixture.Clock.GetUtcNow(),
            ResourceName = "r",
            ResourceAction = "CREATE",
            ResourceStatus = "COMPLETE",
            ResourceProperties = document.RootElement.Clone(),
        };

        stack.Recent.Offer(await stack.Log.AppendAsync(bad, CancellationToken.None));
        await fixture.PublishAsync(stack);
        fixture.Dispatcher.Post(stack.Touched);
        await fixture.DrainAsync();

        var status = await fixture.StatusAsync(stack);
        Assert.That(status, Is.EqualTo(status with { Delivered = 1, DeadLettered = 1 }));
        Assert.That(status.LastError, Does.StartWith("the event cannot be encoded"));
    }

    [Test]
    public async Task Dispose_WithASinkThatIgnoresItsToken_EndsAtItsTime()
    {
        var fixture = new DispatcherFixture();
        var sink = new ScriptedSink(static async (_, _) =>
        {
            await new TaskCompletionSource().Task;
            return DeliveryResult.Delivered;
        });
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));
        await fixture.PublishAsync(stack);
        await sink.NextCallAsync();

        var disposal = fixture.DisposeAsync().AsTask();
        await PulseAsync(fixture);
        fixture.Clock.Advance(TimeSpan.FromSeconds(6));

        await disposal.WaitAsync(Patience.Limit);
    }

    [Test]
    public async Task Dispose_CancelsWhatIsUnderWay_AndDisposesTheSinks()
    {
        var fixture = new DispatcherFixture();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new ScriptedSink(static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return DeliveryResult.Delivered;
        })
        {
            OnDispose = () =>
            {
                disposed.SetResult();
                throw new InvalidOperationException("and throws at it");
            },
        };
        var stack = await fixture.OpenAsync("s", Some.Binding(sink: () => sink));
        await fixture.PublishAsync(stack);
        await sink.NextCallAsync();

        await fixture.DisposeAsync();

        Assert.That(disposed.Task.IsCompleted, Is.True);
        Assert.That(await fixture.DrainAsync(), Is.False, "whoever asks later gets an answer");
    }

    private static async Task UntilAsync(DispatcherFixture fixture, StackLanes stack, Func<SinkDeliveryStatus, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!isSo(await fixture.StatusAsync(stack)))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    // The worker has come to everything that was posted before.
    private static Task PulseAsync(DispatcherFixture fixture) => fixture.Dispatcher.TakeCensusAsync().WaitAsync(Patience.Limit);
}
