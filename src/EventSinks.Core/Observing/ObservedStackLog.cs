using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using EventSinks.Storage;

namespace EventSinks.Observing;

/// <summary>A stack's log that is watched: how long appending and reading take, whether they fail, and who published. Thread-safe.</summary>
internal sealed class ObservedStackLog(IStackLog log, Observation observation, TimeProvider clock) : IStackLog
{
    [SuppressMessage("Usage", "VSTHRD103:Call async methods when in an async method", Justification = "Read only when it has completed.")]
    public ValueTask<RecordedEvent> AppendAsync(StackEvent e, CancellationToken cancellationToken)
    {
        var publisher = DeliveryTraces.Capture();
        var started = observation.Store.AreTimed ? clock.GetTimestamp() : 0;
        var append = log.AppendAsync(e, cancellationToken);

        // The store in memory is done already, and nothing must be allocated for it.
        return append.IsCompletedSuccessfully
            ? ValueTask.FromResult(Note(append.GetAwaiter().GetResult(), started, publisher))
            : AwaitAppendAsync(append, started, publisher);
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var events = await log.ReadAsync(after, maxEvents, maxBytes, cancellationToken).ConfigureAwait(false);
            observation.Store.Took(StoreOperation.Read, clock.GetElapsedTime(started), null);
            observation.Store.Read(events.Count);
            observation.Watch.Succeeded(StoreOperation.Read);
            return events;
        }
        catch (EventStoreException error)
        {
            observation.Store.Took(StoreOperation.Read, clock.GetElapsedTime(started), error.GetType().Name);
            observation.Watch.Failed(StoreOperation.Read, error);
            throw;
        }
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadDeadLettersAsync(
        LaneKey lane, long after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        log.ReadDeadLettersAsync(lane, after, maxEvents, maxBytes, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RecordedEvent> AwaitAppendAsync(ValueTask<RecordedEvent> append, long started, ActivityContext? publisher)
    {
        try
        {
            return Note(await append.ConfigureAwait(false), started, publisher);
        }
        catch (EventStoreException error)
        {
            observation.Store.Took(StoreOperation.Append, Elapsed(started), error.GetType().Name);

            // A refusal, such as that the stack is closed, is the store at work: only what the storage itself said counts as its failure.
            if (error.InnerException is not null)
            {
                observation.Watch.Failed(StoreOperation.Append, error);
            }

            throw;
        }
    }

    private RecordedEvent Note(in RecordedEvent recorded, long started, ActivityContext? publisher)
    {
        observation.Store.Recorded();
        observation.Store.Took(StoreOperation.Append, Elapsed(started), null);
        observation.Watch.Succeeded(StoreOperation.Append);
        if (publisher is { } context)
        {
            DeliveryTraces.Remember(recorded, context);
        }

        return recorded;
    }

    // Whoever begins to listen while an event is being recorded gets no made-up time.
    private TimeSpan Elapsed(long started) => started == 0 ? TimeSpan.Zero : clock.GetElapsedTime(started);
}
