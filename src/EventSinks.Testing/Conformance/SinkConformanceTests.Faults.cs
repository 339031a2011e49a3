using NUnit.Framework;

namespace EventSinks.Testing.Conformance;

/// <content>Goes through what the destination can do wrong.</content>
public abstract partial class SinkConformanceTests<TFactory>
{
    private static readonly (DestinationFault Fault, DestinationAbilities Ability)[] Faults =
    [
        (DestinationFault.Refuse, DestinationAbilities.Refuse),
        (DestinationFault.Unavailable, DestinationAbilities.Unavailable),
        (DestinationFault.Reject, DestinationAbilities.Reject),
        (DestinationFault.Suspend, DestinationAbilities.Suspend),
    ];

    /// <summary>Has a sink's call fail, and the destination heal.</summary>
    private static async Task<DeliveryAnswer> FailOnceAsync(SinkBench bench, BenchLane lane, DestinationFault fault, string properties = "{}")
    {
        StackEvent[] events = [.. Enumerable.Range(0, 3).Select(_ => lane.Stack.Event(lane.NextName(), properties: properties))];
        await bench.Destination.FailAsync(fault, fault is DestinationFault.Reject ? lane.MarkerOf(events[1]) : null).ConfigureAwait(false);
        var answer = await lane.DeliverAsync(events).ConfigureAwait(false);
        await bench.Destination.HealAsync().ConfigureAwait(false);
        return answer;
    }

    /// <summary>Gives the faults, of those that end, that the destination can show.</summary>
    private async Task<DestinationFault[]> ListFaultsAsync(DestinationAbilities needs = DestinationAbilities.None)
    {
        await using var bench = await OpenAsync(needs).ConfigureAwait(false);
        DestinationFault[] faults = [.. Faults.Where(each => bench.Destination.Abilities.HasFlag(each.Ability)).Select(static each => each.Fault)];
        if (faults.Length == 0)
        {
            Assert.Ignore($"The destination cannot show this: no fault is among the {nameof(SinkTestDestination.Abilities)} of {bench.Destination.GetType().Name}.");
        }

        return faults;
    }

    /// <summary>Tries each fault with a sink of its own, and looks at the answer.</summary>
    private async Task ForEachFaultAsync(Action<SinkBench, DestinationFault, DeliveryAnswer> look, string properties = "{}")
    {
        foreach (var fault in await ListFaultsAsync().ConfigureAwait(false))
        {
            await using var bench = await OpenAsync().ConfigureAwait(false);
            foreach (var options in bench.Options)
            {
                var lane = await bench.OpenLaneAsync(options: options).ConfigureAwait(false);
                look(bench, fault, await FailOnceAsync(bench, lane, fault, properties).ConfigureAwait(false));
            }
        }
    }
}
