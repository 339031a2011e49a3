using System.Collections.Concurrent;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>Many lanes of one factory.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private const int LanesAtOnce = 12;
    private const int ThreadsAtOnce = 8;

    /// <summary>Lanes deliver at the same time, and nothing gets lost between them.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(51, "H4", "Sinks of different lanes deliver at the same time, and everything arrives.")]
    public async Task Rule51_LanesRunAtTheSameTime()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);
        var lanes = new List<BenchLane>();
        for (var i = 0; i < LanesAtOnce; i++)
        {
            lanes.Add(await bench.OpenLaneAsync().ConfigureAwait(false));
        }

        var sent = new ConcurrentBag<StackEvent>();
        await Task.WhenAll(lanes.Select(async lane =>
        {
            for (var batch = 0; batch < 4; batch++)
            {
                foreach (var e in await lane.DeliverWellAsync(lane.Events(3)).ConfigureAwait(false))
                {
                    sent.Add(e);
                }
            }
        })).ConfigureAwait(false);

        var arrived = await lanes[0].ReadMarkersAsync([.. sent]).ConfigureAwait(false);
        Assert.That(arrived, Is.EquivalentTo(lanes[0].MarkersOf(sent)), "every sink said that all of its events have arrived");
    }

    /// <summary>The factory is used by many threads at once.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(52, "S2", "Describe, Check and Create may be called by many threads at once.")]
    public async Task Rule52_FactoryIsThreadSafe()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        var options = bench.Bind(bench.Options[0]).RequireOptions();
        var expected = bench.Factory.Describe(options);

        // All at once, again and again: threads of their own, that wait for each other.
        using var start = new Barrier(ThreadsAtOnce);
        await Task.WhenAll(Enumerable.Range(0, ThreadsAtOnce).Select(_ => Task.Factory.StartNew(
            () => UseFactory(bench, options, expected, start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
    }

    private static void UseFactory(SinkBench bench, object options, SinkDestination expected, Barrier start)
    {
        var differing = 0;
        Exception? thrown = null;
        for (var i = 0; i < 50; i++)
        {
            start.SignalAndWait(CancellationToken.None);
            try
            {
                bench.Factory.Check(options, new OptionsCheck());
                differing += bench.Factory.Describe(options) == expected ? 0 : 1;
                bench.Keep(bench.Factory.Create(options, new SinkContext(bench.NewStack().Identity, "conformance", bench.Clock)));
            }
            catch (Exception error)
            {
                // Told at the end: the others still wait for this thread.
                thrown = error;
            }
        }

        Assert.That(thrown, Is.Null, "the factory threw while several threads used it");
        Assert.That(differing, Is.Zero, "Describe said something else while several threads used it");
    }

    /// <summary>A lane that hangs holds up no other, where the destination serves it.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(53, "H10", "A sink that hangs holds up no sink of another lane that the destination serves.")]
    public async Task Rule53_HangingLaneHoldsUpNoOther()
    {
        await using var bench = await OpenAsync(
            DestinationAbilities.Hang | DestinationAbilities.SingleOut | DestinationAbilities.CountCalls | DestinationAbilities.Read).ConfigureAwait(false);

        var hanging = await bench.OpenLaneAsync().ConfigureAwait(false);
        var served = await bench.OpenLaneAsync().ConfigureAwait(false);
        var stuck = hanging.Events(1);
        var (call, cancellation) = await StartHangingAsync(bench, hanging, stuck, hanging.MarkerOf(stuck[0])).ConfigureAwait(false);
        using (cancellation)
        {
            var events = await served.DeliverWellAsync(served.Events(3)).ConfigureAwait(false);
            Assert.That(await served.ReadMarkersAsync(events).ConfigureAwait(false), Is.EqualTo(served.MarkersOf(events)));
            await cancellation.CancelAsync().ConfigureAwait(false);
            await EndsAsync(bench, call).ConfigureAwait(false);
        }
    }
}
