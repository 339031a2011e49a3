using EventSinks.Integration.Support;

namespace EventSinks.Integration.Reliability;

/// <summary>What is left of an engine that is killed again and again: everything.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class KillLoopTests
{
    private const int Seed = 4;

    [Test]
    public async Task Engine_KilledAtRandomMoments_LosesNothing_AndRepeatsAtMostTwoBatches()
    {
        var kills = ReliabilityRun.Number("EVENTSINKS_TEST_KILLS", 12);
        var killsWhileStarting = 0;
        var random = new Random(Seed);
        await using var run = new ReliabilityRun();

        for (var generation = 1; generation <= kills; generation++)
        {
            await using var engine = run.Start(generation);

            // One in four is killed while it starts: while it takes over what the one before has left.
            var isStarting = generation > 1 && random.Next(4) == 0;
            if (!isStarting)
            {
                await engine.WaitUntilReadyAsync();
                await engine.WaitForMoreAsync(random.Next(100));
            }

            // The random moment itself; nothing is expected of it.
            var moment = isStarting ? random.Next(150, 600) : random.Next(100);
            await Task.Delay(TimeSpan.FromMilliseconds(moment), TimeProvider.System);
            killsWhileStarting += engine.IsReady ? 0 : 1;
            await engine.KillAsync();
            run.Remember(engine);
        }

        await run.DrainAsync(kills + 1);

        var count = await run.CountAsync();
        count.Print($"{kills} kills, {killsWhileStarting} of them before the engine published (seed {Seed})");
        foreach (var lane in run.Receiver.Batches.GroupBy(static batch => batch.Stack))
        {
            RepeatsAfterKills.Check(lane, lane.Key);
        }

        Assert.That(count.Recorded, Is.Positive);
        Assert.That(count.Zaqar.Runs, Is.LessThanOrEqualTo(kills * run.Stacks), "a repeat has a kill before it");
    }
}
