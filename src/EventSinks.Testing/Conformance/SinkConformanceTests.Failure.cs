using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>What is said when something does not arrive, and how it goes on.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    /// <summary>A refusal that may pass is not called delivered.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(27, "S5", "A refusal that may pass is reported, and neither swallowed nor taken for final.")]
    public Task Rule27_FailureIsReported() => AssertReportedAsync(DestinationFault.Refuse, DestinationAbilities.Refuse);

    /// <summary>A server that does not serve is not called delivered.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(28, "S5", "A server that does not serve is reported, and neither swallowed nor taken for final.")]
    public Task Rule28_UnavailabilityIsReported() => AssertReportedAsync(DestinationFault.Unavailable, DestinationAbilities.Unavailable);

    /// <summary>After a failure in the middle of a batch, the answer counts what has arrived.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(29, "S4", "'delivered' counts exactly the events, from the start of the batch, that have arrived.")]
    public async Task Rule29_PartialProgressIsCounted()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read | DestinationAbilities.Refuse | DestinationAbilities.SingleOut).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(5);
        await bench.Destination.FailAsync(DestinationFault.Refuse, lane.MarkerOf(events[2])).ConfigureAwait(false);
        var answer = await lane.DeliverAsync(events).ConfigureAwait(false);

        var arrived = await lane.ReadMarkersAsync(events).ConfigureAwait(false);
        Assert.That(answer.Delivered, Is.EqualTo(arrived.Count), $"{arrived.Count} events have arrived, but the sink says {answer}");
    }

    /// <summary>After a failure, the rest arrives when it is offered again, and nothing twice.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(30, "S4", "What is offered again behind 'delivered' arrives, so that everything has arrived once.")]
    public async Task Rule30_DeliveryGoesOnWhereItStopped()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read | DestinationAbilities.Refuse | DestinationAbilities.SingleOut).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var batch = lane.Stack.Batch(lane.Events(5));
        await bench.Destination.FailAsync(DestinationFault.Refuse, lane.MarkerOf(batch[2].Event)).ConfigureAwait(false);
        var first = await lane.DeliverAsync(batch).ConfigureAwait(false);
        await bench.Destination.HealAsync().ConfigureAwait(false);
        Assert.That(first.Delivered, Is.LessThan(batch.Count), $"one event was refused, but the sink says {first}");
        var second = await lane.DeliverAsync(new EventBatch(batch.Skip(first.Delivered).ToArray())).ConfigureAwait(false);

        Assert.That(second.IsDelivered, Is.True, $"the destination takes everything again, but the sink says {second}");
        StackEvent[] events = [.. batch.Select(static recorded => recorded.Event)];
        Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.EqualTo(lane.MarkersOf(events)), $"the sink said {first} at first");
    }

    /// <summary>Of a batch with one event that can never arrive, exactly that one is named.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(31, "S4", "Reject names exactly the event that can never arrive: 'delivered' is its index.")]
    public async Task Rule31_RejectNamesTheGuiltyEvent()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read | DestinationAbilities.Reject).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var batch = lane.Stack.Batch(lane.Events(5));
        await bench.Destination.FailAsync(DestinationFault.Reject, lane.MarkerOf(batch[2].Event)).ConfigureAwait(false);
        var (answer, index) = (await lane.DeliverAsync(batch).ConfigureAwait(false), 0);
        for (var calls = 0; calls < 20 && answer is { Outcome: DeliveryOutcome.Retry, Error: null } && index + answer.Delivered < batch.Count; calls++)
        {
            index += answer.Delivered;
            answer = await lane.DeliverAsync(new EventBatch(batch.Skip(index).ToArray())).ConfigureAwait(false);
        }

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Rejected), $"the event at index 2 can never arrive, but the sink says {answer}");
        Assert.That(index + answer.Delivered, Is.EqualTo(2), "another event than the guilty one would become a dead letter");
    }

    /// <summary>Of a batch with one event that can never arrive, all others do.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(32, "H5", "Behind a rejected event everything arrives, in order; the dead letter is that of the rejected one.")]
    public async Task Rule32_RejectedEventHoldsUpNobody()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read | DestinationAbilities.Reject).ConfigureAwait(false);

        await using var host = bench.StartHost();
        var stack = bench.NewStack();
        StackEvent[] events = [.. Enumerable.Range(0, 5).Select(i => stack.Event($"probe-rejected-{i}"))];
        await bench.Destination.FailAsync(DestinationFault.Reject, MarkerOf(events[2])).ConfigureAwait(false);
        await host.OpenAsync(stack.Identity, DeclarationText.Of(bench.Export.SinkType, bench.Options[0])).ConfigureAwait(false);
        await host.PublishAsync(events).ConfigureAwait(false);
        var status = await host.WaitUntilIdleAsync(stack.Identity.Id).ConfigureAwait(false);

        var letters = await host.ReadDeadLettersAsync(stack.Identity.Id).ConfigureAwait(false);
        Assert.That(letters.Select(static letter => letter.EventId), Is.EqualTo(new[] { events[2].Id }), status.Sinks.Single().LastError);
        Assert.That(status.Sinks.Single().Delivered, Is.EqualTo(4), status.Sinks.Single().LastError);
    }

    /// <summary>A refusal for good stops the lane.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(33, "S5", "Where nothing can arrive until the declaration changes, the sink suspends.")]
    public async Task Rule33_FinalRefusalSuspends()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Suspend).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        await bench.Destination.FailAsync(DestinationFault.Suspend).ConfigureAwait(false);
        var answer = await lane.DeliverAsync(lane.Events(2)).ConfigureAwait(false);

        Assert.That(answer.Outcome, Is.EqualTo(DeliveryOutcome.Suspended), $"the sink says {answer}");
    }

    /// <summary>No answer counts more events than there were.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(34, "S4", "'delivered' is never more than the batch holds, and less than that where the answer is no delivery.")]
    public Task Rule34_ProgressStaysWithinTheBatch() => ForEachFaultAsync((_, fault, answer) => Assert.That(
        answer.IsDelivered || answer.Delivered < answer.Offered, Is.True, $"{fault}: {answer.Offered} events were offered, but the sink says {answer}"));

    /// <summary>After each failure the same sink delivers again.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(35, "H3", "A sink delivers again once the destination does, whatever went wrong before.")]
    public async Task Rule35_SinkGoesOnAfterAFailure()
    {
        foreach (var fault in await ListFaultsAsync(DestinationAbilities.Read).ConfigureAwait(false))
        {
            await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);
            var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
            await FailOnceAsync(bench, lane, fault).ConfigureAwait(false);

            var events = await lane.DeliverWellAsync(lane.Events(2)).ConfigureAwait(false);
            Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.EqualTo(lane.MarkersOf(events)), $"after {fault}");
        }
    }

    private async Task AssertReportedAsync(DestinationFault fault, DestinationAbilities ability)
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read | ability).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(3);
        await bench.Destination.FailAsync(fault).ConfigureAwait(false);
        var answer = await lane.DeliverAsync(events).ConfigureAwait(false);

        Assert.That(await lane.ReadMarkersAsync(events).ConfigureAwait(false), Is.Empty, "the destination of these tests does not fail");
        Assert.That(
            answer.Outcome, Is.EqualTo(DeliveryOutcome.Retry).Or.EqualTo(DeliveryOutcome.Unavailable), $"nothing has arrived, and may yet, but the sink says {answer}");
    }
}
