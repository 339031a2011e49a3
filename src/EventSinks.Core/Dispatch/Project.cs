namespace EventSinks.Dispatch;

/// <summary>A tenant, as fairness sees it: its slots, and what it may send in this round. Owned by the worker.</summary>
internal sealed class Project
{
    public Project(string id, int limit)
    {
        Id = id;
        Slots = new Slots(limit);
        Node = new LinkedListNode<Project>(this);
    }

    public string Id { get; }

    public Slots Slots { get; }

    /// <summary>Gets or sets how many events it may still send before others have their turn; below zero after a large batch.</summary>
    public int Deficit { get; set; }

    /// <summary>Gets or sets how many lanes it has; a project without any is forgotten.</summary>
    public int Lanes { get; set; }

    /// <summary>Gets its queues with ready lanes, apart from those that wait at a gate.</summary>
    public LinkedList<LaneQueue> Ring { get; } = new();

    /// <summary>Gets its own place in the round; not in a list while it has nothing to send or no free slot.</summary>
    public LinkedListNode<Project> Node { get; }
}
