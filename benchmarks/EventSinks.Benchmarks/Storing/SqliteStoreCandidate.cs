using EventSinks.Benchmarks.Harness;
using EventSinks.Sqlite;
using EventSinks.Storage;

namespace EventSinks.Benchmarks.Storing;

/// <summary>The store, with so many publishers that each wait for their event to be recorded before they publish the next.</summary>
internal sealed class SqliteStoreCandidate : Candidate, IDisposable
{
    private readonly SqliteEventStore _store;
    private readonly IStackLog _log;
    private readonly StackEvent _event;
    private readonly int _publishers;

    public SqliteStoreCandidate(string name, string path, int publishers)
        : base(name)
    {
        _publishers = publishers;
        _store = SqliteEventStore.Open(path);
        var stack = SampleEvents.Stack(1);
        _event = SampleEvents.Of(stack);
        _log = Waiting.For(_store.OpenStackAsync(new StackRegistration(stack, "[]", []), CancellationToken.None).AsTask()).Log;
    }

    public override Sample Run(int times)
    {
        var started = TimeProvider.System.GetTimestamp();
        var left = times;
        Waiting.For(Task.WhenAll(Enumerable.Range(0, Math.Min(_publishers, times)).Select(_ => Task.Run(PublishAsync))));
        return new Sample(TimeProvider.System.GetElapsedTime(started));

        async Task PublishAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await _log.AppendAsync(_event, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => Waiting.For(_store.DisposeAsync().AsTask());
}
