using EventSinks.Storage;

namespace EventSinks;

/// <summary>How long publishing waits for the store. Thread-safe.</summary>
/// <param name="Timeout">How long; infinite for a store that makes publishers wait for sinks.</param>
/// <param name="Clock">By which clock.</param>
internal sealed record PublishPatience(TimeSpan Timeout, TimeProvider Clock)
{
    /// <summary>Waits for an event to be recorded.</summary>
    /// <param name="recording">The recording, under way.</param>
    /// <param name="onLate">Is told of an event that is recorded after nobody waits for it any more: it has to be delivered like any other.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The event.</returns>
    /// <exception cref="EventStoreException">It was not recorded in time, or could not be.</exception>
    public async ValueTask<RecordedEvent> WaitAsync(
        Task<RecordedEvent> recording, Action<RecordedEvent> onLate, CancellationToken cancellationToken)
    {
        try
        {
            return await recording.WaitAsync(Timeout, Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            if (recording.IsCompleted)
            {
                // Recorded, refused or cancelled just when the wait had ended: what became of it is known, and is the answer.
                return await recording.ConfigureAwait(false);
            }

            _ = NoteLateAsync(recording, onLate);
            if (gaveUp is OperationCanceledException)
            {
                throw;
            }

            throw new EventStoreException(
                $"The store has not recorded the event within {Timeout.TotalSeconds:0.###} s; whether it still will is not known. Publish it again with the same id, or look the id up in the store.",
                gaveUp);
        }
    }

    private static async Task NoteLateAsync(Task<RecordedEvent> recording, Action<RecordedEvent> onLate)
    {
        try
        {
            onLate(await recording.ConfigureAwait(false));
        }
        catch (Exception error) when (error is EventStoreException or OperationCanceledException)
        {
            // It was not recorded, as its publisher has been told to expect.
            _ = error;
        }
    }
}
