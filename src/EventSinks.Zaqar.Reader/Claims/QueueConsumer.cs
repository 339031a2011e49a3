using System.Runtime.CompilerServices;
using EventSinks.Zaqar.Reader.Arrivals;
using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Claims;

/// <summary>Takes messages out of a queue, claim by claim.</summary>
internal sealed class QueueConsumer(QueueRequests requests, ZaqarQueueReaderOptions options, TimeProvider clock, Action onDuplicate)
{
    /// <summary>Gives the messages. All that is remembered belongs to one enumeration.</summary>
    public async IAsyncEnumerable<ReceivedMessage> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var callbacks = new Callbacks(options);
        var persistence = new Persistence(callbacks, clock);
        var arrivals = new ArrivalLog(options);
        var isCaughtUp = false;
        while (true)
        {
            var claim = await persistence.AskAsync(ClaimAsync, cancellationToken).ConfigureAwait(false);
            if (claim is not { Messages.Count: > 0 })
            {
                callbacks.ThrowKept();
                if (!isCaughtUp)
                {
                    isCaughtUp = true;
                    callbacks.TellOfCatchingUp();
                }

                await Task.Delay(options.Interval, clock, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var lease = new ClaimLease(requests, claim, options, clock);
            await using var _ = lease.ConfigureAwait(false);
            callbacks.ThrowKept();
            foreach (var message in claim.Messages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (lease.IsLost)
                {
                    break;
                }

                // Done before, and only its deletion failed; or posted twice.
                var isRepeated = arrivals.HasMessage(message) || arrivals.HasEvent(message);
                var gap = isRepeated ? null : arrivals.NoteSequence(message);
                var received = new ReceivedMessage(
                    message,
                    gap?.Missing ?? 0,
                    cancel => persistence.AskAsync(once => DeleteAsync(message, claim, lease, once), cancel));
                if (isRepeated)
                {
                    onDuplicate();
                }
                else
                {
                    callbacks.TellOf(gap);
                    yield return received;
                }

                // Asked for the next one: this one is done with, whether or not it is still ours to delete.
                arrivals.Remember(message);
                if (!received.IsSettled)
                {
                    await received.DeleteAsync(cancellationToken).ConfigureAwait(false);
                }

                lease.Settle();
                callbacks.ThrowKept();
            }
        }
    }

    private Task<QueueClaim?> ClaimAsync(CancellationToken cancellationToken) =>
        requests.ClaimAsync(options.ClaimSize, options.ClaimTtl, options.ClaimGrace, cancellationToken);

    private async Task<bool> DeleteAsync(QueueMessage message, QueueClaim claim, ClaimLease lease, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.DeleteAsync(message.Id, claim.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (QueueTroubleException) when (lease.IsOver)
        {
            // Of a claim that is over Zaqar's Redis driver knows nothing but 503, for as long as another holds the message. If nobody does, it
            // comes again, here or there; within this enumeration it is known.
            return false;
        }
    }
}
