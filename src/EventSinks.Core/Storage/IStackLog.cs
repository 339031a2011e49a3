namespace EventSinks.Storage;

/// <summary>
/// The events of one stack in a store: the handle that keeps look-ups off the hot path. One from before the stack was closed and opened again
/// refuses events, or records them as the new one does. Thread-safe.
/// </summary>
public interface IStackLog
{
    /// <summary>
    /// Records an event and gives it the stack's next sequence: from 1, without gaps, in the order in which records become visible.
    /// </summary>
    /// <param name="e">An event of this stack.</param>
    /// <param name="cancellationToken">Gives up waiting; the event may be recorded all the same.</param>
    /// <returns>The event with its sequence, once it is recorded.</returns>
    /// <exception cref="EventStoreException">The store could not record it, or the stack is closed.</exception>
    ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken);

    /// <summary>Reads events in sequence. It sees everything whose <see cref="AppendAsync"/> has completed.</summary>
    /// <param name="after">The cursor: the first event read is the next one that the store still has.</param>
    /// <param name="maxEvents">The most events; at least 1.</param>
    /// <param name="maxBytes">About the most bytes; one event is given however large it is.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The events; a gap in their sequences is what the store has dropped.</returns>
    /// <exception cref="EventStoreException">The store could not read.</exception>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the events of the dead letters that a lane replays, in sequence, each as its letter holds it: those that were there when the
    /// replay was asked for, and not those written since.
    /// </summary>
    /// <param name="lane">The lane that replays them.</param>
    /// <param name="after">The cursor: the first event read is the next one that there is a letter of.</param>
    /// <param name="maxEvents">The most events; at least 1.</param>
    /// <param name="maxBytes">About the most bytes; one event is given however large it is.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>The events; letters without a body that can be read are left out.</returns>
    /// <exception cref="EventStoreException">The store could not read.</exception>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken);
}
