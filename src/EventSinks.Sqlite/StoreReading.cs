using System.Runtime.CompilerServices;
using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Reads a store, page by page: the same for its owner and for others. Thread-safe.</summary>
internal sealed class StoreReading(ReaderThread reader) : IEventStoreReader
{
    private const int StacksAtATime = 100;
    private const int LettersAtATime = 200;

    public async IAsyncEnumerable<StoredStack> ReadStacksAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (_, stored) in ReadLiveAsync(PartitionSet.All, cancellationToken).ConfigureAwait(false))
        {
            // A closed one that has finished has nothing left to show; the engine has only yet to be told.
            if (!stored.IsClosed || stored.Lanes.Count > 0)
            {
                yield return stored;
            }
        }
    }

    /// <summary>Reads the stacks that are open, or closed and not forgotten, with the keys of their rows.</summary>
    public async IAsyncEnumerable<(long Id, StoredStack Stored)> ReadLiveAsync(
        PartitionSet partitions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = await reader.ReadAsync(StoreReads.LiveStacks, cancellationToken).ConfigureAwait(false);
        await foreach (var stack in ReadAsync([.. live.Where(stack => partitions.Contains(stack.Partition))], cancellationToken).ConfigureAwait(false))
        {
            yield return stack;
        }
    }

    /// <summary>Reads stacks, page by page, and around those that are damaged.</summary>
    /// <exception cref="StacksUnreadableException">Some are; all others have been given before.</exception>
    public async IAsyncEnumerable<(long Id, StoredStack Stored)> ReadAsync(
        IReadOnlyList<StackKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> damaged = [];
        EventStoreException? first = null;
        foreach (var page in keys.Chunk(StacksAtATime))
        {
            foreach (var (key, stack, error) in await reader.ReadAsync(session => ReadPage(session, page), cancellationToken).ConfigureAwait(false))
            {
                if (error is not null)
                {
                    damaged.Add(key.StackId);
                    first ??= error;
                }
                else if (stack is { } found)
                {
                    yield return found;
                }
            }
        }

        if (first is not null)
        {
            throw new StacksUnreadableException(damaged, first);
        }
    }

    public async ValueTask<StoredStack?> FindStackAsync(string stackId, CancellationToken cancellationToken = default) =>
        await reader.ReadAsync(session => StoreReads.FindStored(session, stackId), cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<RecordedEvent> QueryAsync(
        EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var place = await reader.ReadAsync(session => EventQuerySql.FindMarker(session, query), cancellationToken).ConfigureAwait(false);
        for (var left = query.Limit ?? int.MaxValue; left > 0;)
        {
            var (after, count) = (place, Math.Min(left, EventQuerySql.PageSize));
            var page = await reader.ReadAsync(session => EventQuerySql.Read(session, query, after, count), cancellationToken).ConfigureAwait(false);
            foreach (var recorded in page.Select(static each => each.Recorded).OfType<RecordedEvent>())
            {
                yield return recorded;
            }

            if (page.Count < count)
            {
                yield break;
            }

            place = page[^1].Place;
            left -= page.Count;
        }
    }

    public async IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(
        string stackId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long after = 0;
        while (true)
        {
            var id = after;
            var page = await reader.ReadAsync(session => StoreReads.DeadLetters(session, stackId, id, LettersAtATime), cancellationToken).ConfigureAwait(false);
            foreach (var (_, letter) in page)
            {
                yield return letter;
            }

            if (page.Count < LettersAtATime)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    public async IAsyncEnumerable<FailedAttempt> ReadFailedAttemptsAsync(
        string stackId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var attempt in await reader.ReadAsync(session => StoreReads.FailedAttempts(session, stackId), cancellationToken).ConfigureAwait(false))
        {
            yield return attempt;
        }
    }

    private List<(StackKey Key, (long Id, StoredStack Stored)? Stack, EventStoreException? Error)> ReadPage(Session session, IEnumerable<StackKey> page)
    {
        List<(StackKey, (long, StoredStack)?, EventStoreException?)> stacks = [];
        foreach (var key in page)
        {
            try
            {
                stacks.Add((key, StoreReads.Stack(session, key.Id), null));
            }
            catch (Exception error) when (reader.Describe(error) is var described && StoreErrors.IsDamage(described))
            {
                stacks.Add((key, null, reader.Describe(error)));
            }
        }

        return stacks;
    }
}
