using System.Data.Common;
using EventSinks.Storage;

namespace EventSinks.Observing;

/// <summary>A store in an engine's database that is watched. What is appended within the engine's own transactions is not counted: it may be rolled back.</summary>
internal sealed class ObservedTransactionalEventStore(ITransactionalEventStore store, Observation observation, TimeProvider clock)
    : ObservedEventStore(store, observation, clock), ITransactionalEventStore
{
    public ValueTask<long> AppendAsync(StackEvent e, DbTransaction transaction, CancellationToken cancellationToken) =>
        store.AppendAsync(e, transaction, cancellationToken);
}
