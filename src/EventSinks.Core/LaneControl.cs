using EventSinks.Storage;

namespace EventSinks;

/// <summary>Has the store note what people ask of lanes, and the worker heed it at once. Thread-safe.</summary>
internal sealed class LaneControl(IEventStore store, StoreUpkeep upkeep) : ILaneControl
{
    public async ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(
        string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stackId);
        var lanes = await store.SetPausedAsync(stackId, lane, paused, cancellationToken).ConfigureAwait(false);
        await upkeep.SweepAsync(cancellationToken).ConfigureAwait(false);
        return lanes;
    }

    public async ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var lane = await store.ReplayAsync(request, cancellationToken).ConfigureAwait(false);
        await upkeep.SweepAsync(cancellationToken).ConfigureAwait(false);
        return lane;
    }
}
