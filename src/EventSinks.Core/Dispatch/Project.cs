namespace EventSinks.Dispatch;

/// <summary>A tenant, as fairness sees it: its slots, and what it may send in this round. Owned by the worker.</summary>
internal sealed class Project
{
    public Project(string id, int limit, bool isOperators, ProjectBudget? budget)
    {
        Id = id;
        IsOperators = isOperators;
        Budget = budget;
        Slots = new Slots(limit);
        Node = new LinkedListNode<Project>(this);
    }

    public string Id { get; }

    /// <summary>Gets whether it stands for the operator's own sinks of the project's stacks.</summary>
    public bool IsOperators { get; }

    public Slots Slots { get; }

    /// <summary>Gets what it may send in the course of time; null for as much as goes.</summary>
    public ProjectBudget? Budget { get; }

    /// <summary>Gets whether it has sent as much as it may for now.</summary>
    public bool IsOverRate => Budget?.WaitsUntil is not null;

    /// <summary>Gets or sets how many events it may still send before others have their turn; below zero after a large batch.</summary>
    public int Deficit { get; set; }

    /// <summary>Gets or sets how many lanes it has; a project without any is forgotten.</summary>
    public int Lanes { get; set; }

    /// <summary>Gets its queues with ready lanes, apart from those that wait at a gate.</summary>
    public LinkedList<LaneQueue> Ring { get; } = new();

    /// <summary>Gets its own place in the round; not in a list while it has nothing to send or no free slot.</summary>
    public LinkedListNode<Project> Node { get; }
}
