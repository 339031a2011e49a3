using System.Runtime.InteropServices;
using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>
/// The one thread that writes: takes all that waits, does it in one transaction, and tells everybody when that is committed. Who comes alone
/// waits for one commit and for nothing else. Thread-safe.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly WriteTransaction _transaction;
    private readonly int _maxItems;
    private readonly Thread _thread;
    private List<WorkItem> _waiting = [];
    private bool _isParked;
    private bool _isClosed;

    public WriterThread(WriteTransaction transaction, int maxItems)
    {
        _transaction = transaction;
        _maxItems = maxItems;

        // Background: a host that forgets to dispose must still be able to end.
        _thread = new Thread(Run) { IsBackground = true, Name = "EventSinks SQLite writer" };
        _thread.UnsafeStart();
    }

    public void Post(WorkItem item)
    {
        bool wake;
        lock (_gate)
        {
            if (_isClosed)
            {
                item.Fail(new EventStoreException("The store is closed."));
                return;
            }

            _waiting.Add(item);
            wake = _isParked;
            _isParked = false;
        }

        if (wake)
        {
            _arrived.Release();
        }
    }

    /// <summary>Does what is still waiting, and ends.</summary>
    public void Dispose()
    {
        bool wake;
        lock (_gate)
        {
            _isClosed = true;
            wake = _isParked;
            _isParked = false;
        }

        if (wake)
        {
            _arrived.Release();
        }

        _thread.Join();
        _arrived.Dispose();
        _transaction.Dispose();
    }

    private void Run()
    {
        List<WorkItem> taken = [];
        while (TryTake(ref taken))
        {
            for (var start = 0; start < taken.Count; start += _maxItems)
            {
                Commit(CollectionsMarshal.AsSpan(taken).Slice(start, Math.Min(_maxItems, taken.Count - start)));
            }

            taken.Clear();
        }
    }

    private bool TryTake(ref List<WorkItem> taken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count > 0)
                {
                    (taken, _waiting) = (_waiting, taken);
                    return true;
                }

                if (_isClosed)
                {
                    return false;
                }

                _isParked = true;
            }

            _arrived.Wait();
        }
    }

    private void Commit(ReadOnlySpan<WorkItem> items)
    {
        try
        {
            _transaction.Begin();
            foreach (var item in items)
            {
                item.Run(_transaction);
            }

            _transaction.Commit();
        }
        catch (Exception error)
        {
            // Whatever it is, nothing of it is in the file, and everybody who waits is told so.
            var failure = _transaction.Abandon(error);
            foreach (var item in items)
            {
                item.Fail(failure);
            }

            return;
        }

        foreach (var item in items)
        {
            item.Committed();
        }
    }
}
