using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>
/// Looks at the store from time to time: every second for what others have changed in it, every few minutes for what need not be kept. Thread-safe.
/// </summary>
internal sealed class StoreUpkeep(IEventStore store, StackOpener opener, StackEventsSettings settings, ILogger logger) : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _sweeping = new(1);
    private bool _sweepFails;
    private int _isAnnounced;

    /// <summary>Sweeps and purges until it is told to end. What another program keeps is purged by that program.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When it has ended.</returns>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync(store.IsDurable ? SweepInterval : PurgeInterval, TrySweepAsync, cancellationToken),
        settings.IsStandIn ? Task.CompletedTask : RepeatAsync(PurgeInterval, TryPurgeAsync, cancellationToken));

    /// <summary>Somebody has changed something: it is taken over at once rather than at the next turn.</summary>
    public void Announce()
    {
        // One look that has not begun yet is enough for all who ask for one.
        if (Interlocked.Exchange(ref _isAnnounced, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.TrySweepAsync(CancellationToken.None), this, preferLocal: false);
        }
    }

    /// <summary>Takes over what others have changed.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When the worker has been told.</returns>
    /// <exception cref="EventStoreException">The store could not be read.</exception>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        // One at a time, so that what an older look has seen does not come after a newer one.
        await _sweeping.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Volatile.Write(ref _isAnnounced, 0);
            await foreach (var changed in store.TakeChangesAsync(cancellationToken).ConfigureAwait(false))
            {
                await TryTakeChangeAsync(changed, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _sweeping.Release();
        }
    }

    /// <summary>Removes what need not be kept any longer.</summary>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="EventStoreException">The store could not do it.</exception>
    public async ValueTask<PurgeReport> PurgeAsync(CancellationToken cancellationToken)
    {
        var report = await store.PurgeAsync(settings.Retention, cancellationToken).ConfigureAwait(false);
        if (!report.IsEmpty)
        {
            FrontDoorLog.Purged(logger, report.Events, report.DeadLetters, report.Stacks);
        }

        if (report.PendingEvents > 0)
        {
            FrontDoorLog.PurgedPending(logger, report.PendingEvents);
        }

        return report;
    }

    public void Dispose() => _sweeping.Dispose();

    // Each in a loop of its own: a purge of many stacks takes its time, and nobody who pauses a sink waits for it.
    private async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, settings.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await step(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    private async Task TryTakeChangeAsync(LoadedStack changed, CancellationToken cancellationToken)
    {
        try
        {
            await opener.TakeChangeAsync(changed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (EventStoreException or OperationCanceledException))
        {
            // Whatever is wrong with one stack, the others go on.
            FrontDoorLog.StackNotRecovered(logger, changed.Stored.Stack.Id, error);
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken).ConfigureAwait(false);
            _sweepFails = false;
        }
        catch (ObjectDisposedException)
        {
            // Announced as the process ends: the next one finds it.
            return;
        }
        catch (EventStoreException error)
        {
            // Once for each outage, not once a second.
            if (!_sweepFails)
            {
                _sweepFails = true;
                FrontDoorLog.SweepFailed(logger, error);
            }
        }
    }

    private async Task TryPurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PurgeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EventStoreException error)
        {
            FrontDoorLog.PurgeFailed(logger, error);
        }
    }
}
