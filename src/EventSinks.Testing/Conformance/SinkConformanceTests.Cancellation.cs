using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>The token, and the clock.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    /// <summary>A call with a token that is signalled already ends, and claims nothing that has not arrived.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(40, "S6", "A call whose token is signalled already ends, and calls nothing delivered that has not arrived.")]
    public async Task Rule40_SignalledTokenEndsTheCall()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(3);
        var answer = await lane.DeliverAsync(lane.Stack.Batch(events), new CancellationToken(canceled: true)).ConfigureAwait(false);

        var arrived = await lane.ReadMarkersAsync(events).ConfigureAwait(false);
        Assert.That(answer.Delivered, Is.LessThanOrEqualTo(arrived.Count), $"{arrived.Count} events have arrived, but the sink says {answer}");
        Assert.That(answer.Outcome, Is.Not.EqualTo(DeliveryOutcome.Rejected).And.Not.EqualTo(DeliveryOutcome.Suspended), "being stopped is nobody's fault");
    }

    /// <summary>A call that waits for the destination ends when its token is signalled.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(41, "S6", "A call that waits for the destination ends when its token is signalled.")]
    public async Task Rule41_CancellationEndsTheCall()
    {
        await using var bench = await OpenAsync(DestinationAbilities.Hang | DestinationAbilities.CountCalls).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var (call, cancellation) = await StartHangingAsync(bench, lane, lane.Events(3)).ConfigureAwait(false);
        using (cancellation)
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            var ended = await EndsAsync(bench, call).ConfigureAwait(false);

            Assert.That(ended, Is.True, "the token is signalled, and the call goes on: it holds its lane");
            Assert.That((await call.ConfigureAwait(false)).IsDelivered, Is.False, "the destination has not answered");
        }
    }

    /// <summary>After a call that was stopped, the same sink delivers.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(42, "S6", "After a call that was stopped, what was under way arrives when it is offered again.")]
    public async Task Rule42_StoppedSinkGoesOn()
    {
        await using var bench = await OpenAsync(
            DestinationAbilities.Hang | DestinationAbilities.CountCalls | DestinationAbilities.Read).ConfigureAwait(false);

        var lane = await bench.OpenLaneAsync().ConfigureAwait(false);
        var events = lane.Events(3);
        var (call, cancellation) = await StartHangingAsync(bench, lane, events).ConfigureAwait(false);
        using (cancellation)
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            Assume.That(await EndsAsync(bench, call).ConfigureAwait(false), Is.True, "rule 41 is about that");
        }

        await bench.Destination.HealAsync().ConfigureAwait(false);
        await lane.DeliverWellAsync(events).ConfigureAwait(false);
        Assert.That((await lane.ReadMarkersAsync(events).ConfigureAwait(false)).Distinct(StringComparer.Ordinal), Is.EqualTo(lane.MarkersOf(events)));
    }

    /// <summary>Whatever the destination does, a call ends: at once, or when the host's clock moves.</summary>
    /// <returns>When it has been tried.</returns>
    [Test]
    [ConformanceRule(43, "S10", "A sink waits by SinkContext.Clock, if it waits: every call ends while that clock moves.")]
    public Task Rule43_WaitsGoByTheHostsClock() =>
        ForEachFaultAsync(static (_, fault, answer) => Assert.That(answer.Offered, Is.Positive, $"{fault}"));

    private static async Task<(Task<DeliveryAnswer> Call, CancellationTokenSource Cancellation)> StartHangingAsync(
        SinkBench bench, BenchLane lane, IReadOnlyList<StackEvent> events, string? marker = null)
    {
        await bench.Destination.FailAsync(DestinationFault.Hang, marker).ConfigureAwait(false);
        var before = await bench.Destination.CountCallsAsync().ConfigureAwait(false);
        var cancellation = new CancellationTokenSource();
        var call = lane.Start(lane.Stack.Batch(events), cancellation.Token);
        var started = TimeProvider.System.GetTimestamp();
        while (await bench.Destination.CountCallsAsync().ConfigureAwait(false) == before && !call.IsCompleted)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(bench.Patience), "the sink has not called the destination");
            await Task.Delay(Testing.Patience.Look, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }

        Assert.That(call.IsCompleted, Is.False, "the destination does not answer, but the call has ended");
        return (call, cancellation);
    }

    private static async Task<bool> EndsAsync(SinkBench bench, Task call) =>
        await Task.WhenAny(call, Task.Delay(bench.Patience, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false) == call;
}
