using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Hosting;

/// <summary>The library as commands that deliver use it: in memory, or from a store of which it is known how it was before. To be disposed.</summary>
internal sealed class DeliveringHost : IAsyncDisposable
{
    private readonly IEventStore? _store;

    private DeliveringHost(StackEvents events, DateTimeOffset openedAt, IEventStore? store = null, StoreSnapshot? before = null)
    {
        Events = events;
        OpenedAt = openedAt;
        _store = store;
        Before = before;
    }

    public StackEvents Events { get; }

    /// <summary>Gets when this run began.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Gets what can be read of the store; null in memory.</summary>
    public IEventStoreReader? Store => _store;

    /// <summary>Gets how the store was before anything was delivered from it; null in memory.</summary>
    public StoreSnapshot? Before { get; }

    /// <summary>Opens it.</summary>
    /// <param name="console">The world around the tool.</param>
    /// <param name="plugins">Folders of plug-ins.</param>
    /// <param name="store">The store, which the host disposes; null to keep events in memory.</param>
    public static async Task<DeliveringHost> OpenAsync(ToolConsole console, DirectoryInfo[]? plugins, IEventStore? store)
    {
        var builder = SinkHost.NewBuilder(console, plugins);

        // Somebody is waiting for it.
        builder.Dispatch = new DispatchOptions { RetryMaxDelay = TimeSpan.FromSeconds(15), CircuitMaxDelay = TimeSpan.FromSeconds(5) };
        if (store is null)
        {
            // The input waits for the sinks, so that memory stays the same however long it is: two of the largest batches a stack.
            builder.Memory = new InMemoryEventStoreOptions
            {
                MaxEventsPerStack = 1_000,
                MaxBytesPerStack = 2 * 1024 * 1024,
                MaxDeadLettersPerStack = 0,
                Overflow = Overflow.Wait,
            };
            return new DeliveringHost(builder.Build(), console.Clock.GetUtcNow());
        }

        try
        {
            // Before Build: from then on every lane of the store delivers.
            var before = await StoreSnapshot.TakeAsync(store, console.Stopping).ConfigureAwait(false);
            var openedAt = console.Clock.GetUtcNow();
            return new DeliveringHost(builder.UseStore(store).Build(), openedAt, store, before);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Counts the events that wait in the store for a later run.</summary>
    /// <returns>How many; 0 in memory, where nothing outlives the process.</returns>
    public async Task<long> CountWaitingAsync() =>
        _store is null ? 0 : (await StoreSnapshot.TakeAsync(_store, CancellationToken.None).ConfigureAwait(false)).Pending;

    public ValueTask DisposeAsync() => Events.DisposeAsync();
}
