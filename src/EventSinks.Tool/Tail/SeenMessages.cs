namespace EventSinks.Tool.Tail;

/// <summary>Remembers the last messages that went by.</summary>
internal sealed class SeenMessages
{
    private const int Most = 10_000;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <summary>Remembers a message.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > Most)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }
}
