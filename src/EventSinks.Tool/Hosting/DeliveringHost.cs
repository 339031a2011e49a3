using EventSinks.Dispatch;
using EventSinks.Storage;
using EventSinks.Tool.Stores;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Hosting;

/// <summary>The library as commands that deliver use it: in memory, or from a store of which it is known how it was before. To be disposed.</summary>
internal sealed class DeliveringHost : IAsyncDisposable
{
    private readonly OwnedStore? _store;

    private DeliveringHost(StackEvents events, DateTimeOffset openedAt, OwnedStore? store = null, StoreSnapshot? before = null)
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
    public IEventStoreReader? Store => _store?.Store;

    /// <summary>Gets how the store was before anything was delivered from it; null in memory.</summary>
    public StoreSnapshot? Before { get; }

    /// <summary>Opens it.</summary>
    /// <param name="console">The world around the tool.</param>
    /// <param name="plugins">Where plug-ins come from.</param>
    /// <param name="store">The store, which the host disposes; null to keep events in memory.</param>
    public static async Task<DeliveringHost> OpenAsync(ToolConsole console, PluginChoice plugins, OwnedStore? store)
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
            if (store.KeptBy is { } keeper)
            {
                builder.StandIn();
                console.Complain(Harmless.Line(
                    $"eventsinks: the store is kept by {keeper}: its events go out unredacted, with the credentials of this process; "
                    + "the operator's sinks are left as they are"));
            }

            // Before Build: from then on every lane of the store delivers.
            var before = await StoreSnapshot.TakeAsync(store.Store, console.Stopping).ConfigureAwait(false);
            var openedAt = console.Clock.GetUtcNow();
            return new DeliveringHost(builder.UseStore(store.Store).Build(), openedAt, store, before);
        }
        catch
        {
            await store.Store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says what the run has found in its store and leaves there for a later one.</summary>
    /// <param name="path">The store, as the command line names it.</param>
    public async Task<StoreReport> ReportOnStoreAsync(string path)
    {
        var after = await StoreSnapshot.TakeAsync(_store!.Store, CancellationToken.None).ConfigureAwait(false);
        return new StoreReport(path, Before!.Pending, after.Pending, _store.KeptBy);
    }

    public ValueTask DisposeAsync() => Events.DisposeAsync();
}
