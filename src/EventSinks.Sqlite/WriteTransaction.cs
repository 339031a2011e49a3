using EventSinks.Storage;
using Microsoft.Data.Sqlite;

namespace EventSinks.Sqlite;

/// <summary>The transaction that the writer has open: everything that changes the store as its owner. Used by one thread.</summary>
internal sealed class WriteTransaction(StoreFile file, Session session, long epoch, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, StackHead> _heads = new(StringComparer.Ordinal);
    private readonly List<StackHead> _dirty = [];
    private readonly EventInsert _insert = new(session.Connection);
    private long _dataVersion;
    private long _now;

    public Session Session => session;

    /// <summary>Gets when this transaction began, in UTC ticks.</summary>
    public long Now => _now;

    public long Epoch => epoch;

    public void Begin()
    {
        session.Execute("BEGIN IMMEDIATE");
        _now = clock.GetUtcNow().UtcTicks;

        // It changes when somebody else has committed; from here on nobody can.
        var version = (long)session.Scalar("PRAGMA data_version")!;
        if (version != _dataVersion)
        {
            _dataVersion = version;
            _heads.Clear();
        }
    }

    public void Commit()
    {
        foreach (var stack in _dirty)
        {
            session.Execute("UPDATE es_stacks SET head = $1 WHERE id = $2", stack.Head, stack.Id);
            stack.IsDirty = false;
        }

        _dirty.Clear();
        session.Execute("COMMIT");
    }

    /// <summary>Nothing of the transaction is to be.</summary>
    /// <param name="cause">What went wrong.</param>
    /// <returns>What those who wait are told.</returns>
    public EventStoreException Abandon(Exception cause)
    {
        _heads.Clear();
        _dirty.Clear();
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException error) when (error.SqliteErrorCode == 1)
        {
            // SQLite has rolled back by itself, or had not begun.
        }
        catch (SqliteException error)
        {
            return StoreErrors.Of(file.Path, new AggregateException(cause, error));
        }

        return StoreErrors.Of(file.Path, cause);
    }

    public RecordedEvent Append(string stackId, StackEvent e, byte[] body, byte[] eventId)
    {
        var stack = Find(stackId);
        if (stack is null or { IsClosed: true })
        {
            throw new EventStoreException($"Stack {stackId} is closed and takes no more events.");
        }

        stack.Head++;
        if (!stack.IsDirty)
        {
            stack.IsDirty = true;
            _dirty.Add(stack);
        }

        _insert.Run(stack.Id, stack.Head, _now, e, body, eventId);
        return new RecordedEvent(e, stack.Head, new DateTimeOffset(_now, TimeSpan.Zero));
    }

    /// <summary>Gives the key of a stack's row, with the head up to date in it.</summary>
    /// <param name="stackId">The stack.</param>
    /// <returns>The row; null if there is none.</returns>
    public StackRow? FindRow(string stackId)
    {
        // Events of this very transaction come before.
        if (_heads.TryGetValue(stackId, out var head) && head.IsDirty)
        {
            session.Execute("UPDATE es_stacks SET head = $1 WHERE id = $2", head.Head, head.Id);
        }

        return StoreReads.FindStack(session, stackId);
    }

    /// <summary>Something other than the head of a stack is about to change.</summary>
    /// <param name="stackId">The stack.</param>
    public void Forget(string stackId)
    {
        if (_heads.Remove(stackId, out var head) && head.IsDirty)
        {
            _dirty.Remove(head);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        session.Dispose();
    }

    private StackHead? Find(string stackId)
    {
        if (!_heads.TryGetValue(stackId, out var head))
        {
            if (StoreReads.FindStack(session, stackId) is not { } row)
            {
                return null;
            }

            _heads[stackId] = head = new StackHead(row.Id, row.Head, row.IsClosed);
        }

        return head;
    }
}
