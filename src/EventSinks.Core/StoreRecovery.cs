using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>Takes over, when the process starts, what the store holds: every lane goes on where it was. Thread-safe.</summary>
internal sealed class StoreRecovery(IEventStore store, StackOpener opener, OpenedStacks stacks, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Whoever waits for a plug-in leaves the others room to go on.
    private const int MaxAtATime = 8;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what ends when everything has been taken over; never badly.</summary>
    public Task Done => _done.Task;

    /// <summary>Takes everything over, and tries again for as long as the store cannot be read.</summary>
    /// <param name="cancellationToken">Ends it: the process stops.</param>
    /// <returns>When it has ended.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var pause = FirstPause; store.IsDurable && !await TryRunAsync(cancellationToken).ConfigureAwait(false);)
            {
                await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops; whoever waits need not any longer.
        }
        finally
        {
            stacks.EndRecovery();
            _done.TrySetResult();
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            await Parallel.ForEachAsync(
                store.LoadAsync(PartitionSet.All, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = MaxAtATime, CancellationToken = cancellationToken },
                async (loaded, stopping) =>
                {
                    if (await TryRecoverAsync(loaded, stopping).ConfigureAwait(false))
                    {
                        Interlocked.Increment(ref count);
                    }
                }).ConfigureAwait(false);

            FrontDoorLog.Recovered(logger, count);
            return true;
        }
        catch (StacksUnreadableException error)
        {
            // To try again would not mend them, and all others have been taken over.
            foreach (var stackId in error.StackIds)
            {
                FrontDoorLog.StackNotRecovered(logger, stackId, error);
            }

            FrontDoorLog.Recovered(logger, count);
            return true;
        }
        catch (EventStoreException error)
        {
            FrontDoorLog.RecoveryFailed(logger, error);
            return false;
        }
    }

    private async Task<bool> TryRecoverAsync(LoadedStack loaded, CancellationToken cancellationToken)
    {
        try
        {
            await opener.RecoverAsync(loaded, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is not (EventStoreException or OperationCanceledException))
        {
            // Whatever is wrong with one stack, the others go on.
            FrontDoorLog.StackNotRecovered(logger, loaded.Stored.Stack.Id, error);
            return false;
        }
    }
}
