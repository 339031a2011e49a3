using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>Something to be done to the store, and somebody who waits for it.</summary>
internal abstract class WorkItem
{
    // What of it could not be done, although the others of its transaction could: said once those are committed.
    private EventStoreException? _refusal;

    /// <summary>Does it, within a transaction. What it refuses it refuses before it has changed anything.</summary>
    /// <param name="writer">The store, as the transaction sees it.</param>
    public void Run(WriteTransaction writer)
    {
        _refusal = null;
        try
        {
            Do(writer);
        }
        catch (EventStoreException refusal)
        {
            _refusal = refusal;
        }
    }

    /// <summary>The transaction is committed.</summary>
    public void Committed()
    {
        if (_refusal is null)
        {
            Complete();
        }
        else
        {
            Fail(_refusal);
        }
    }

    public abstract void Fail(EventStoreException error);

    protected abstract void Do(WriteTransaction writer);

    protected abstract void Complete();
}
