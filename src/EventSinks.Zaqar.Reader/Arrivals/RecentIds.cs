namespace EventSinks.Zaqar.Reader.Arrivals;

/// <summary>Remembers the last ids that went by, up to a number.</summary>
internal sealed class RecentIds<T>(int capacity)
    where T : notnull
{
    private readonly HashSet<T> _ids = [];
    private readonly Queue<T> _order = [];

    public bool Contains(T id) => _ids.Contains(id);

    /// <summary>Remembers an id; the oldest one makes room if it must.</summary>
    public void Add(T id)
    {
        if (capacity == 0 || !_ids.Add(id))
        {
            return;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }
    }
}
