namespace EventSinks.Storage;

/// <summary>What people may ask of lanes, also while another process delivers from the store: that process comes to know of it. Thread-safe.</summary>
/// <remarks>Every member throws <see cref="EventStoreException"/>, and nothing else, when the store cannot do its work.</remarks>
public interface ILaneControl
{
    /// <summary>Stops lanes, or lets them go on. What is recorded meanwhile waits for them.</summary>
    /// <param name="stackId">The stack.</param>
    /// <param name="lane">The lane; null for all of the stack.</param>
    /// <param name="paused">True to stop them.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The lanes that this is about, as they are now, also those that were like that before; none if there is no such lane.</returns>
    ValueTask<IReadOnlyList<StoredLane>> SetPausedAsync(string stackId, LaneKey? lane, bool paused, CancellationToken cancellationToken = default);

    /// <summary>Has events delivered once more, with the same ids, beside what the lane delivers meanwhile: on a lane of its own.</summary>
    /// <param name="request">Which events, and to which sink.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The new lane; null if there is no such lane to replay for, or nothing to deliver.</returns>
    ValueTask<StoredLane?> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken = default);
}
