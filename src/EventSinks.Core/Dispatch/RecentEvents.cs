using System.Buffers;
using System.Numerics;

namespace EventSinks.Dispatch;

/// <summary>
/// The last events of one stack, kept in memory so that a lane that keeps up never reads the store: a cache, and no more. Publishers put
/// events in, in any order; the worker takes them out by sequence. What it does not hold is read from the store. Thread-safe.
/// </summary>
internal sealed class RecentEvents(int capacity, MemoryBudget budget)
{
    private readonly int _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
    private readonly Lock _gate = new();

    // Slot of a sequence: sequence & (length - 1). An empty slot has no event.
    private RecordedEvent[] _ring = [];
    private int _mask;

    // Everything held lies in [_first, _end).
    private long _first;
    private long _end;
    private long _head;
    private bool _signalled;
    private bool _isWanted;

    /// <summary>Gets what its events are charged to, together with those of all other stacks.</summary>
    public MemoryBudget Budget => budget;

    /// <summary>Puts an event in.</summary>
    /// <param name="recorded">The event.</param>
    /// <returns>Whether the worker has to be told: it has not been since it last looked.</returns>
    public bool Offer(in RecordedEvent recorded)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, recorded.Sequence);
            if (!_isWanted)
            {
                return false;
            }

            Keep(recorded);
            return !_signalled && (_signalled = true);
        }
    }

    /// <summary>Says whether anybody reads what is put in; without lanes there is nothing to keep and nobody to tell.</summary>
    /// <param name="wanted">Whether somebody does.</param>
    public void Want(bool wanted)
    {
        lock (_gate)
        {
            _isWanted = wanted;
        }
    }

    /// <summary>Gives the head, and asks to be told again of what comes after.</summary>
    /// <returns>The highest sequence recorded.</returns>
    public long TakeSignal()
    {
        lock (_gate)
        {
            _signalled = false;
            return _head;
        }
    }

    /// <summary>Says whether an event is held.</summary>
    /// <param name="sequence">Its sequence.</param>
    /// <returns>Whether a copy from there would give anything.</returns>
    public bool Holds(long sequence)
    {
        lock (_gate)
        {
            return sequence >= _first && sequence < _end && _ring[sequence & _mask].Event is not null;
        }
    }

    /// <summary>Copies events with contiguous sequences.</summary>
    /// <param name="from">The first sequence.</param>
    /// <param name="into">Takes the events.</param>
    /// <returns>How many there were; 0 if the first is not held.</returns>
    public int Copy(long from, Span<RecordedEvent> into)
    {
        lock (_gate)
        {
            var count = 0;
            for (; count < into.Length && from + count >= _first && from + count < _end; count++)
            {
                ref readonly var slot = ref _ring[(from + count) & _mask];
                if (slot.Event is null)
                {
                    break;
                }

                into[count] = slot;
            }

            return count;
        }
    }

    /// <summary>Lets go of what every lane has settled.</summary>
    /// <param name="through">The least cursor.</param>
    public void Trim(long through)
    {
        lock (_gate)
        {
            while (_first < _end && _first <= through)
            {
                Clear(_first++);
            }

            if (_first < _end)
            {
                return;
            }

            // Room for what comes next, whichever of two publishers is first to put its event in.
            _first = _end = Math.Max(_first, through + 1);
            if (_ring.Length > 0)
            {
                // An idle stack holds no ring: there may be a hundred thousand of them.
                ArrayPool<RecordedEvent>.Shared.Return(_ring, clearArray: true);
                _ring = [];
                _mask = 0;
            }
        }
    }

    private void Keep(in RecordedEvent recorded)
    {
        if (_first == _end && recorded.Sequence - _first >= _capacity)
        {
            _first = _end = recorded.Sequence;
        }

        // Older than what was let go of, or ahead of all that could be held together with it.
        if (recorded.Sequence < _first || recorded.Sequence - _end >= _capacity || !budget.TryTake(recorded.Event.EstimatedSize))
        {
            return;
        }

        while (recorded.Sequence - _first >= _capacity)
        {
            Clear(_first++);
        }

        _end = Math.Max(_end, recorded.Sequence + 1);
        Grow((int)(_end - _first));
        _ring[recorded.Sequence & _mask] = recorded;
    }

    private void Clear(long sequence)
    {
        ref var slot = ref _ring[sequence & _mask];
        if (slot.Event is not null)
        {
            budget.Return(slot.Event.EstimatedSize);
            slot = default;
        }
    }

    private void Grow(int length)
    {
        if (_ring.Length > 0 && length <= _mask + 1)
        {
            return;
        }

        var size = Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)length));
        var ring = ArrayPool<RecordedEvent>.Shared.Rent(size);

        // The pool gives powers of two at these sizes; should it ever give more, the mask still holds.
        var mask = (int)BitOperations.RoundUpToPowerOf2((uint)ring.Length + 1) / 2 - 1;
        for (var sequence = _first; sequence < _end && _ring.Length > 0; sequence++)
        {
            // The slot of a sequence that is only now being added still holds nothing of its own.
            if (_ring[sequence & _mask] is { Event: not null } held && held.Sequence == sequence)
            {
                ring[sequence & mask] = held;
            }
        }

        if (_ring.Length > 0)
        {
            ArrayPool<RecordedEvent>.Shared.Return(_ring, clearArray: true);
        }

        _ring = ring;
        _mask = mask;
    }
}
