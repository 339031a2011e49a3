namespace EventSinks.Dispatch;

/// <summary>
/// Things that are due one and the same time after they are added, so that the first added is the first due: adding and removing cost
/// nothing. Times are UTC ticks. Owned by the worker.
/// </summary>
internal sealed class DueList(TimeSpan delay)
{
    private readonly LinkedList<(long Due, object Item)> _items = new();

    public long NextDue => _items.First is { } first ? first.Value.Due : long.MaxValue;

    public void Add(LinkedListNode<(long Due, object Item)> node, long now)
    {
        Remove(node);
        node.Value = (now + delay.Ticks, node.Value.Item);
        _items.AddLast(node);
    }

    public void Remove(LinkedListNode<(long Due, object Item)> node)
    {
        // A node can be in this list only.
        if (node.List is not null)
        {
            _items.Remove(node);
        }
    }

    public object? TakeDue(long now)
    {
        if (_items.First is not { } first || first.Value.Due > now)
        {
            return null;
        }

        _items.Remove(first);
        return first.Value.Item;
    }
}
