using System.Runtime.CompilerServices;
using EventSinks.Zaqar.Reader.Arrivals;
using EventSinks.Zaqar.Reader.Requests;

namespace EventSinks.Zaqar.Reader.Following;

/// <summary>Reads a queue page by page and leaves it as it is.</summary>
internal sealed class QueueFollower(QueueRequests requests, ZaqarQueueReaderOptions options, TimeProvider clock, Action onDuplicate)
{
    // Ages are whole seconds, and may count one too many.
    private static readonly TimeSpan AgeError = TimeSpan.FromSeconds(1);

    /// <summary>Gives the messages. All that is remembered belongs to one enumeration.</summary>
    public async IAsyncEnumerable<ReceivedMessage> RunAsync(bool fromStart, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var callbacks = new Callbacks(options);
        var persistence = new Persistence(callbacks, clock);
        var arrivals = new ArrivalLog(options);
        var place = new QueuePlace();
        var mostStalePages = 2 + (Math.Max(options.RememberedIds, QueueRequests.PageSize) / QueueRequests.PageSize);
        var start = clock.GetTimestamp();
        var isSkipping = !fromStart;
        var isCaughtUp = false;
        while (true)
        {
            var marker = place.Next();
            var page = await persistence.AskAsync(cancel => requests.ReadPageAsync(marker, cancel), cancellationToken).ConfigureAwait(false);
            callbacks.ThrowKept();
            var fresh = page.Where(message => !arrivals.HasMessage(message)).DistinctBy(static message => message.Id).ToArray();
            foreach (var message in fresh)
            {
                // Whoever posts without a pause must not have the follower skip for ever.
                isSkipping &= message.Age + AgeError > clock.GetElapsedTime(start);
                if (Receive(message, arrivals, callbacks, persistence, isSkipping) is { } received)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return received;
                    callbacks.ThrowKept();
                }
            }

            if (place.MoveBehind(page, fresh.Length > 0, mostStalePages))
            {
                continue;
            }

            isSkipping = false;
            if (!isCaughtUp)
            {
                isCaughtUp = true;
                callbacks.TellOfCatchingUp();
            }

            await Task.Delay(options.Interval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // Null if it is not to be given. What is skipped is remembered like the rest, so that a repeat of it is told, and the gap after it.
    private ReceivedMessage? Receive(QueueMessage message, ArrivalLog arrivals, Callbacks callbacks, Persistence persistence, bool isSkipped)
    {
        var isRepeated = arrivals.HasEvent(message);
        arrivals.Remember(message);
        if (isRepeated)
        {
            if (!isSkipped)
            {
                onDuplicate();
            }

            return null;
        }

        var gap = arrivals.NoteSequence(message);
        if (isSkipped)
        {
            return null;
        }

        callbacks.TellOf(gap);
        return new(message, gap?.Missing ?? 0, cancel => persistence.AskAsync(once => requests.DeleteAsync(message.Id, null, once), cancel));
    }
}
