using EventSinks.Dispatch;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks;

/// <summary>
/// What happens when a closed stack has settled everything: it is taken out of the table, those who listen are told, and only then does the
/// store forget it, so that the next process tells of what this one could not. Thread-safe.
/// </summary>
internal sealed class StackClosings(StackOpener opener, bool isStandIn, TimeProvider clock, ILogger logger, CancellationToken lifetime)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Stacks are taken over before anybody can listen, and those who do not care must not keep the store from forgetting.
    private readonly Task _nobodyListens = Task.Delay(TimeSpan.FromMinutes(1), clock, lifetime);
    private readonly TaskCompletionSource _somebodyListens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private EventHandler<StackClosedEventArgs>? _handlers;

    public void Add(EventHandler<StackClosedEventArgs>? handler)
    {
        lock (_gate)
        {
            _handlers += handler;
        }

        _somebodyListens.TrySetResult();
    }

    public void Remove(EventHandler<StackClosedEventArgs>? handler)
    {
        lock (_gate)
        {
            _handlers -= handler;
        }
    }

    /// <summary>Forgets a stack and tells of it. Never fails.</summary>
    /// <param name="sender">Who tells.</param>
    /// <param name="lanes">The stack.</param>
    /// <param name="opening">Which opening of it has finished.</param>
    /// <returns>When it is done, or left to the next process.</returns>
    public async Task FinishAsync(StackEvents sender, StackLanes lanes, int opening)
    {
        var stack = lanes.Stack;
        try
        {
            if (!await InsistAsync(stack, () => opener.TryForgetAsync(lanes, opening)).ConfigureAwait(false))
            {
                return;
            }

            if (isStandIn)
            {
                // The program whose store it is has yet to be told.
                return;
            }

            await Task.WhenAny(_somebodyListens.Task, _nobodyListens).ConfigureAwait(false);
            lifetime.ThrowIfCancellationRequested();
            if (opener.IsOpen(stack.Id))
            {
                // Opened again meanwhile: that it has finished is told when it has been closed once more.
                return;
            }

            // Not on the thread of whoever has just begun to listen.
            await Task.Yield();
            Volatile.Read(ref _handlers)?.Invoke(sender, new StackClosedEventArgs(stack));
            await InsistAsync(
                stack,
                async () =>
                {
                    await opener.RemoveAsync(stack.Id).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // The next process finds the stack closed and not forgotten, and tells of it.
        }
        catch (Exception error)
        {
            // A handler threw: nobody awaits this, so the log is where it goes, and the next process tells of it once more.
            FrontDoorLog.ForgetFailed(logger, stack.Id, error);
        }
    }

    // A store that is down now need not be for good.
    private async Task<bool> InsistAsync(StackIdentity stack, Func<Task<bool>> step)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (EventStoreException error)
            {
                lifetime.ThrowIfCancellationRequested();
                FrontDoorLog.ForgetFailed(logger, stack.Id, error);
                await Task.Delay(pause, clock, lifetime).ConfigureAwait(false);
            }
        }
    }
}
