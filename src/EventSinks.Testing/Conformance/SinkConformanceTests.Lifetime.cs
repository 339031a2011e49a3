using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>From when a sink is made until it is disposed.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    /// <summary>When a call has ended, nothing goes on: nothing arrives later, nor through disposal.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(44, "S14", "Nothing goes on when a call has ended: nothing arrives later, nor by disposing.")]
    public async Task Rule44_NothingArrivesBehindACall()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await lane.DeliverAsync(lane.Events(4)).ConfigureAwait(false);
        var before = await bench.Destination.ReadAsync().ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await lane.ReleaseAsync().ConfigureAwait(false);
        bench.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await bench.Destination.ReadAsync().ConfigureAwait(false), Is.EqualTo(before), "something arrived after the call, or by disposing");
    }

    /// <summary>Disposal ends, and throws nothing, after deliveries and failures.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(45, "S11", "DisposeAsync ends and throws nothing, after a delivery and after each failure.")]
    public async Task Rule45_DisposalThrowsNothing()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await lane.DeliverAsync(lane.Events(1)).ConfigureAwait(false);

        Assert.That(lane.DisposeAsync, Throws.Nothing);
        foreach (var (fault, _) in Faults.Where(each => bench.Destination.Abilities.HasFlag(each.Ability)))
        {
            var failing = await bench.OpenLaneAsync().ConfigureAwait(false);
            await FailOnceAsync(bench, failing, fault).ConfigureAwait(false);
            Assert.That(failing.DisposeAsync, Throws.Nothing, $"after {fault}");
        }
    }

    /// <summary>Disposing twice is as good as once.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(46, "S11", "Disposing a sink twice throws nothing.")]
    public async Task Rule46_DisposalTwiceIsHarmless()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);
        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await lane.DeliverAsync(lane.Events(1)).ConfigureAwait(false);
        Assume.That(lane.DisposeAsync, Throws.Nothing, "rule 45 is about that");

        Assert.That(lane.DisposeAsync, Throws.Nothing);
    }

    /// <summary>A sink that has never delivered is disposed without a call.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(47, "S11", "A sink that has delivered nothing is disposed without calling anybody.")]
    public async Task Rule47_UnusedSinkIsDisposedQuietly()
    {
        await using var bench = await OpenAsync(DestinationAbilities.CountCalls).ConfigureAwait(false);
        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var before = await bench.Destination.CountCallsAsync().ConfigureAwait(false);

        Assert.That(lane.DisposeAsync, Throws.Nothing);
        Assert.That(await bench.Destination.CountCallsAsync().ConfigureAwait(false), Is.EqualTo(before), "disposing called the destination");
    }

    /// <summary>Each lane has a sink of its own.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(48, "H3", "Create makes a sink for each lane, so that disposing one leaves the others alone.")]
    public async Task Rule48_EachLaneHasASinkOfItsOwn()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var one = await bench.OpenLaneAsync().ConfigureAwait(false);
        var other = await bench.OpenLaneAsync().ConfigureAwait(false);

        Assert.That(one.Sink, Is.Not.SameAs(other.Sink));
    }

    /// <summary>A sink that was disposed when its lane was idle is followed by another, which goes on.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(49, "H3", "After a sink was disposed, another of the same lane goes on.")]
    public async Task Rule49_SinkIsMadeAnewAfterDisposal()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var first = await bench.OpenLaneAsync().ConfigureAwait(false);
        var early = await first.DeliverWellAsync(first.Stack.Event("probe-early")).ConfigureAwait(false);
        Assume.That(first.DisposeAsync, Throws.Nothing, "rule 45 is about that");
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await bench.OpenLaneAsync(first.Stack).ConfigureAwait(false);
        var late = await second.DeliverWellAsync(first.Stack.Event("probe-late")).ConfigureAwait(false);

        StackEvent[] all = [.. early, .. late];
        Assert.That(await second.ReadMarkersAsync(all).ConfigureAwait(false), Is.EquivalentTo(second.MarkersOf(all)));
    }

    /// <summary>No task is left behind that fails with nobody looking.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(50, "S14", "No task is left behind that fails with nobody looking.")]
    public async Task Rule50_NoTaskFailsUnseen()
    {
        using var unseen = new UnseenFailures(typeof(TFactory).Assembly);
        await ForEachFaultAsync(static (_, _, _) => { }).ConfigureAwait(false);

        Assert.That(await unseen.CollectAsync().ConfigureAwait(false), Is.Empty);
    }
}
