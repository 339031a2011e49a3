using System.Data.Common;

namespace EventSinks.Storage;

/// <summary>A store that lives in the engine's own database, so that an event and the change of state that it tells of are committed together.</summary>
public interface ITransactionalEventStore : IEventStore
{
    /// <summary>
    /// Records an event within a transaction of the engine. Once that is committed, <c>StackEvents.Announce</c> has it delivered
    /// at once; else it is found within a second.
    /// </summary>
    /// <param name="e">An event of a stack that is open.</param>
    /// <param name="transaction">The transaction, of this store's kind and on its database. It keeps other appends waiting until it ends.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The event's sequence, if the transaction is committed.</returns>
    /// <exception cref="ArgumentException">The transaction is of another kind, or of another database.</exception>
    /// <exception cref="EventStoreException">The event could not be recorded, or its stack is not open.</exception>
    ValueTask<long> AppendAsync(StackEvent e, DbTransaction transaction, CancellationToken cancellationToken);
}
