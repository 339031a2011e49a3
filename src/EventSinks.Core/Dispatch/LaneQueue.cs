namespace EventSinks.Dispatch;

/// <summary>The ready lanes of one project that lead to one endpoint. Owned by the worker.</summary>
internal sealed class LaneQueue
{
    public LaneQueue(Project project, Endpoint endpoint)
    {
        Project = project;
        Endpoint = endpoint;
        Node = new LinkedListNode<LaneQueue>(this);
    }

    public Project Project { get; }

    public Endpoint Endpoint { get; }

    public Queue<Lane> Ready { get; } = [];

    /// <summary>Gets or sets how many lanes it may come to hold; a queue for none is forgotten.</summary>
    public int Lanes { get; set; }

    /// <summary>Gets its place: in its project's ring, at a gate, or nowhere while it is empty.</summary>
    public LinkedListNode<LaneQueue> Node { get; }
}
