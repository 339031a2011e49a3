using System.Text;
using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>What arrives when all is well.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    /// <summary>One event arrives, whatever the options.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(14, "S5", "What is called delivered has arrived, also where a batch is one event.")]
    public async Task Rule14_OneEventArrives()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = await lane.DeliverWellAsync(lane.Events(1)).ConfigureAwait(false);

        Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.EqualTo(lane.MarkersOf(events)), "the sink said that it has arrived");
    }

    /// <summary>Events arrive in the order of their batch, and batches one after the other.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(15, "S4", "Events arrive in the order of the batch.")]
    public async Task Rule15_EventsArriveInOrder()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var first = await lane.DeliverWellAsync(lane.Events(5)).ConfigureAwait(false);
        var second = await lane.DeliverWellAsync(lane.Events(7)).ConfigureAwait(false);

        StackEvent[] all = [.. first, .. second];
        var arrived = await lane.ReadMarkersAsync(all).ConfigureAwait(false);
        Assert.That(arrived, Is.Not.Empty, "nothing arrived");
        Assert.That(
            arrived.Distinct(StringComparer.Ordinal), Is.EqualTo(lane.MarkersOf(all).Where(arrived.Contains)), "events arrived in another order than that of the batch");
    }

    /// <summary>As many events as the limits name arrive in one batch.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(16, "H7", "A batch of as many events as Limits names arrives whole.")]
    public async Task Rule16_FullBatchArrives()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(Math.Clamp(lane.Sink.Limits.Events, 1, 2_000));
        await lane.DeliverWellAsync(events).ConfigureAwait(false);

        Assert.That(
            await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.EquivalentTo(lane.MarkersOf(events)), "the sink said that all of them have arrived");
    }

    /// <summary>Limits are positive, and the same while nothing has been learned.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(17, "H7", "Limits are at least one event and one byte, and are the same when they are read again.")]
    public async Task Rule17_LimitsAreValid()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var limits = lane.Sink.Limits;

        Assert.That(limits.Events, Is.GreaterThanOrEqualTo(1));
        Assert.That(limits.Bytes, Is.GreaterThanOrEqualTo(1));
        Assert.That(limits.BytesPerEvent, Is.GreaterThanOrEqualTo(0));
        Assert.That(lane.Sink.Limits, Is.EqualTo(limits), "nothing happened between two looks");
    }

    /// <summary>A batch that comes again arrives again, the same, or is known by its ids.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(18, "H6", "A batch that comes twice, as after a crash, arrives with the same ids, in the same words.")]
    public async Task Rule18_RepeatedBatchArrivesTheSame()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var batch = lane.Stack.Batch(lane.Events(3));
        var first = await lane.DeliverAsync(batch).ConfigureAwait(false);
        var second = await lane.DeliverAsync(batch).ConfigureAwait(false);

        Assert.That((first.IsDelivered, second.IsDelivered), Is.EqualTo((true, true)), $"first {first}, then {second}");
        foreach (var recorded in batch)
        {
            var texts = await lane.ReadTextsAsync(recorded.Event).ConfigureAwait(false);
            Assert.That(texts.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1), $"the repetition differs: {string.Join(" | ", texts)}");
        }
    }

    /// <summary>Events and bodies are left as they are.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(19, "S7", "Events and bodies are only read.")]
    public async Task Rule19_EventsAreUnchanged()
    {
        await using var bench = await OpenAsync().ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var batch = lane.Stack.Batch(lane.Events(3));
        var before = Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.GetBody(i).Span)).ToArray();
        await lane.DeliverAsync(batch).ConfigureAwait(false);
        var after = Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.GetBody(i).Span)).ToArray();

        Assert.That(after, Is.EqualTo(before), "other sinks read the same memory");
    }

    /// <summary>A stamp that a sink adds comes from the host's clock.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(20, "S10", "Stamps come from SinkContext.Clock: nothing that arrives bears the machine's date.")]
    public async Task Rule20_StampsGoByTheHostsClock()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var today = TimeProvider.System.GetUtcNow();
        await lane.DeliverAsync(lane.Events(2)).ConfigureAwait(false);

        var texts = string.Concat(await bench.Destination.ReadAsync().ConfigureAwait(false));
        var dates = new[] { $"{today:yyyy-MM-dd}", $"{today:yyyyMMdd}", $"{today:R}"[..16] };
        Assert.That(dates.Where(date => texts.Contains(date, StringComparison.Ordinal)), Is.Empty, $"the host's clock shows {bench.Clock.GetUtcNow():u}");
    }
}
