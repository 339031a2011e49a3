using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Observing;
using EventSinks.Storage;
using EventSinks.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSinks.Hosting;

/// <summary>What the host's health is made of, and what is no matter of it.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorkerHealthCheckTests
{
    private static readonly StackIdentity Stack = new("s", "teststack");

    private readonly ManualTimeProvider _clock = new();
    private readonly SinkGate _gate = new();
    private readonly StoreSeam _store;

    public WorkerHealthCheckTests() => _store = new StoreSeam(_clock);

    [Test]
    public async Task Check_OfAnIdleHost_IsHealthyAndGivesNumbers()
    {
        await using var events = await OpenAsync("good");

        var result = await CheckAsync(events);

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(result.Data["pending"], Is.Zero);
        Assert.That(result.Data["lanes_healthy"], Is.EqualTo(1));
        Assert.That(result.Data["lanes_catching_up"], Is.Zero);
    }

    [TestCase("throws-always", LaneState.Retrying)]
    [TestCase("suspends", LaneState.Misconfigured)]
    [TestCase("gated", LaneState.Stuck)]
    public async Task Check_WithADestinationThatIsBad_IsHealthyHoweverLongThatLasts(string target, LaneState state)
    {
        await using var events = await OpenAsync(target);
        await events.PublishAsync(Some.Event(Stack));
        if (state is LaneState.Stuck)
        {
            await _gate.Entered.WaitAsync(Patience.Limit);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        await UntilAsync(events, sink => sink.State == state);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await CheckAsync(events)).Status, Is.EqualTo(HealthStatus.Healthy));
        _gate.Open();
    }

    [Test]
    public async Task Check_WithLanesBehindAnOpenCircuit_IsHealthyHoweverLongTheyWait()
    {
        await using var events = await OpenAsync("unavailable");
        await events.PublishAsync(Some.Event(Stack));
        await UntilAsync(events, static sink => sink.State is LaneState.Retrying);
        _clock.Advance(TimeSpan.FromMinutes(10));

        var result = await CheckAsync(events);

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Check_WhileNothingCanBeRecorded_IsUnhealthyUntilSomethingIs()
    {
        await using var events = await OpenAsync("good");
        _store.Fail(StoreOperation.Append);
        Assert.That(async () => await events.PublishAsync(Some.Event(Stack)), Throws.TypeOf<EventStoreException>());

        var failing = await CheckAsync(events);
        _store.Mend(StoreOperation.Append);
        await events.PublishAsync(Some.Event(Stack));

        Assert.That((failing.Status, (await CheckAsync(events)).Status), Is.EqualTo((HealthStatus.Unhealthy, HealthStatus.Healthy)));
        Assert.That(failing.Description, Is.EqualTo("The store has failed to record events since 2026-01-02 03:04:05Z (EventStoreException); the log says more."));
    }

    [Test]
    public async Task Check_LongAfterTheOnlyFailure_IsHealthy()
    {
        await using var events = await OpenAsync("good");
        _store.Fail(StoreOperation.Append);
        Assert.That(async () => await events.PublishAsync(Some.Event(Stack)), Throws.TypeOf<EventStoreException>());

        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await CheckAsync(events)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Check_WhileDeliveriesCannotBeCommitted_IsUnhealthyUntilTheyAre()
    {
        _store.Fail(StoreOperation.Settle);
        await using var events = await OpenAsync("good");
        await events.PublishAsync(Some.Event(Stack));

        var result = await CheckUntilAsync(events, static result => result.Status is HealthStatus.Unhealthy);

        Assert.That(result.Description, Does.StartWith("The store has failed to commit what was delivered since"));
        _store.Mend(StoreOperation.Settle);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(events, static sink => sink.Delivered == 1);
        Assert.That(await events.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit), Is.True);
        Assert.That((await CheckAsync(events)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Check_WithALaneThatWaitsForTheStore_IsDegradedAfterTheLimit()
    {
        var never = new TaskCompletionSource();
        _store.Set(StoreOperation.Settle, () => never.Task.WaitAsync(Patience.Limit));
        await using var events = await OpenAsync("good");
        for (var sequence = 1; sequence <= 3; sequence++)
        {
            // One batch is being committed, one waits for that, and the third event waits for both.
            await events.PublishAsync(Some.Event(Stack));
            await UntilAsync(events, sink => sink.Delivered >= Math.Min(sequence, 2));
        }

        _clock.Advance(TimeSpan.FromMinutes(4));
        var before = await CheckAsync(events);
        _clock.Advance(TimeSpan.FromMinutes(2));

        // The sink, idle for long, may be about to be disposed, which explains a wait while it lasts.
        var after = await CheckUntilAsync(events, static result => result.Status is HealthStatus.Degraded);
        never.SetResult();

        Assert.That(before.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(after.Description, Is.EqualTo("A lane has waited for 00:06:00, and not for its destination; 00:05:00 is the limit."));
        Assert.That(after.Data["pending"], Is.EqualTo(1));
    }

    [Test]
    public async Task Check_AfterTheWorkerHasEnded_IsUnhealthy()
    {
        var events = await OpenAsync("good");
        await events.DisposeAsync();

        Assert.That((await CheckAsync(events)).Description, Is.EqualTo("The worker has ended."));
    }

    private static Task<HealthCheckResult> CheckAsync(StackEvents events)
    {
        var check = new WorkerHealthCheck(events, new DeliveryHealthOptions());
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("eventsinks", check, null, null) });
    }

    private static async Task<HealthCheckResult> CheckUntilAsync(StackEvents events, Func<HealthCheckResult, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var result = await CheckAsync(events);
            if (isSo(result))
            {
                return result;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task UntilAsync(StackEvents events, Func<SinkDeliveryStatus, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!isSo((await events.GetStatusAsync(Stack.Id, patience.Token))!.Sinks.Single()))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<StackEvents> OpenAsync(string target)
    {
        var events = new StackEventsBuilder { Clock = _clock, Dispatch = new DispatchOptions { CircuitThreshold = 1 } }
            .UseStore(_store.Store)
            .AddSink<MisbehavingSinkFactory>()
            .UseCredentials(new FixedCredentials("secret"))
            .ExposeToSinks(_gate)
            .Build();
        await events.OpenAsync(Stack, EnvironmentReader.Read($"event_sinks: [{{type: misbehaving, target: {target}}}]"));
        return events;
    }
}
