using EventSinks.Storage;

namespace EventSinks.Dispatch;

/// <summary>What became of a stack's events at each of its sinks, at one moment. Immutable.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Head">The last sequence recorded; 0 for none.</param>
/// <param name="Sinks">Its sinks, in the order of the declarations; sinks that are no longer declared and still finishing come last.</param>
public sealed record StackDeliveryStatus(StackIdentity Stack, long Head, IReadOnlyList<SinkDeliveryStatus> Sinks)
{
    /// <summary>
    /// Says how a stack's sinks were when they were last settled: what there is to say from outside the process that delivers. What is
    /// pending may be under way.
    /// </summary>
    /// <param name="stored">The stack.</param>
    /// <returns>Its status.</returns>
    public static StackDeliveryStatus Of(StoredStack stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new(stored.Stack, stored.Head, [.. stored.Lanes.Select(lane => SinkDeliveryStatus.Of(lane, stored.Head))]);
    }
}
