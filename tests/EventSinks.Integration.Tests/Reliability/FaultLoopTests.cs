using EventSinks.Integration.Support;
using EventSinks.Sqlite;

namespace EventSinks.Integration.Reliability;

/// <summary>What comes of destinations that are killed, stopped and restarted in turn, while an engine goes on publishing.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class FaultLoopTests
{
    // About half a second of publishing, and long enough for attempts to time out.
    private const int Some = 100;
    private const int Many = 400;

    [TearDown]
    public async Task StartServersAsync()
    {
        await ZaqarServer.StartRedisAsync();
        await ZaqarServer.StartApiAsync();
    }

    [Test]
    public async Task Destinations_KilledAndStoppedInTurn_GetEverythingInOrder()
    {
        var rounds = ReliabilityRun.Number("EVENTSINKS_TEST_FAULT_ROUNDS", 1);
        await using var run = new ReliabilityRun { Stacks = 3, AttemptTimeout = TimeSpan.FromSeconds(1) };
        await using var engine = run.Start(1);
        await engine.WaitUntilReadyAsync();

        for (var round = 0; round < rounds; round++)
        {
            await DuringAsync(Some, run.Receiver.RefuseAsync, () => Now(run.Receiver.Listen));
            await DuringAsync(Many, () => Now(() => run.Receiver.Mode = ReceiverMode.Hangs), () => Now(run.Receiver.Recover));
            await DuringAsync(Some, () => Now(() => run.Receiver.Mode = ReceiverMode.Fails), () => Now(run.Receiver.Recover));
            await DuringAsync(Some, ZaqarServer.KillApiAsync, () => ZaqarServer.StartApiAsync());
            await DuringAsync(Many, ZaqarServer.PauseApiAsync, ZaqarServer.ContinueApiAsync);
            await DuringAsync(Some, ZaqarServer.KillRedisAsync, ZaqarServer.StartRedisAsync);
            await DuringAsync(Many, ZaqarServer.PauseRedisAsync, ZaqarServer.ContinueRedisAsync);
        }

        await engine.EndAsync();
        run.Remember(engine);
        (await run.CountAsync()).Print($"{rounds} rounds of 7 faults");

        // Publishing goes on meanwhile; afterwards everything recorded so far is settled.
        async Task DuringAsync(int events, Func<Task> fault, Func<Task> recover)
        {
            await fault();
            try
            {
                await engine.WaitForMoreAsync(events);
            }
            finally
            {
                await recover();
            }

            await WaitUntilSettledAsync(run.StoreFile);
        }
    }

    private static async Task WaitUntilSettledAsync(string file)
    {
        await using var store = SqliteStoreVisitor.Open(file);
        var heads = await store.ReadStacksAsync().ToDictionaryAsync(static stack => stack.Stack.Id, static stack => stack.Head);
        var isSettled = await Eventually.ReadAsync(
            async cancellationToken => await store.ReadStacksAsync(cancellationToken)
                .AllAsync(stack => stack.Lanes.All(lane => lane.Cursor >= heads[stack.Stack.Id]), cancellationToken),
            static isSettled => isSettled,
            TimeSpan.FromMinutes(2));
        Assert.That(isSettled, Is.True, "what was recorded before is delivered once the destinations answer again");
    }

    private static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
