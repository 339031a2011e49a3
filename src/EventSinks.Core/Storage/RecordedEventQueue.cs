using System.Numerics;

namespace EventSinks.Storage;

/// <summary>A growing ring of events with contiguous sequences, so that any of them is found by arithmetic. Not thread-safe.</summary>
internal sealed class RecordedEventQueue
{
    private RecordedEvent[] _ring = [];
    private int _first;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public bool IsEmpty => Count == 0;

    public RecordedEvent First => _ring[_first];

    public void Add(RecordedEvent recorded)
    {
        if (Count == _ring.Length)
        {
            Resize(Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)Count + 1)));
        }

        _ring[(_first + Count) & (_ring.Length - 1)] = recorded;
        Count++;
        Bytes += recorded.Event.EstimatedSize;
    }

    public void DropFirst()
    {
        Bytes -= _ring[_first].Event.EstimatedSize;
        _ring[_first] = default;
        _first = (_first + 1) & (_ring.Length - 1);
        Count--;
        if (Count == 0 && _ring.Length > 256)
        {
            // A burst must not hold its memory for ever.
            Resize(0);
        }
    }

    public RecordedEvent[] CopyAfter(long after, int maxEvents, long maxBytes)
    {
        if (IsEmpty)
        {
            return [];
        }

        var skip = (int)Math.Clamp(after - First.Sequence + 1, 0, Count);
        var length = 0;
        for (long bytes = 0; length < Math.Min(maxEvents, Count - skip); length++)
        {
            bytes += At(skip + length).Event.EstimatedSize;
            if (bytes > maxBytes && length > 0)
            {
                break;
            }
        }

        var copy = new RecordedEvent[length];
        for (var i = 0; i < length; i++)
        {
            copy[i] = At(skip + i);
        }

        return copy;
    }

    /// <summary>Copies everything.</summary>
    /// <returns>The events, in sequence.</returns>
    public RecordedEvent[] ToArray() => CopyAfter(0, int.MaxValue, long.MaxValue);

    private RecordedEvent At(int index) => _ring[(_first + index) & (_ring.Length - 1)];

    private void Resize(int size)
    {
        var ring = size == 0 ? [] : new RecordedEvent[size];
        for (var i = 0; i < Count; i++)
        {
            ring[i] = At(i);
        }

        _ring = ring;
        _first = 0;
    }
}
