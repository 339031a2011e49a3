using System.Collections.Concurrent;
using System.Text;

namespace EventSinks.Support;

/// <summary>What has arrived at the sinks of a test, and how many sinks were made for it.</summary>
public sealed class Arrivals
{
    private readonly ConcurrentQueue<(string Sink, RecordedEvent Recorded, ReadOnlyMemory<byte> Body)> _all = [];
    private int _sinks;

    /// <summary>Gets whether sinks that ask for it take nothing, and say so only when they are cancelled.</summary>
    public bool Holds { get; init; }

    public int Sinks => Volatile.Read(ref _sinks);

    public void CountSink() => Interlocked.Increment(ref _sinks);

    public void Add(string sink, EventBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            _all.Enqueue((sink, batch[i], batch.GetBody(i)));
        }
    }

    public IReadOnlyList<RecordedEvent> At(string sink) => [.. Of(sink).Select(static each => each.Recorded)];

    public IReadOnlyList<ReadOnlyMemory<byte>> BodiesAt(string sink) => [.. Of(sink).Select(static each => each.Body)];

    public IReadOnlyList<string> TextsAt(string sink) => [.. BodiesAt(sink).Select(static body => Encoding.UTF8.GetString(body.Span))];

    private IEnumerable<(string Sink, RecordedEvent Recorded, ReadOnlyMemory<byte> Body)> Of(string sink) => _all.Where(each => each.Sink == sink);
}
