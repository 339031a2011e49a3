namespace EventSinks.Dispatch;

/// <summary>Something that lanes may have to wait for: an endpoint or a sink type with no free slot. Owned by the worker.</summary>
internal interface IGate
{
    /// <summary>Gets how many attempts may start now.</summary>
    int Free { get; }

    /// <summary>Gets the queues that wait here, in the order in which they are let through.</summary>
    LinkedList<LaneQueue> Waiting { get; }

    /// <summary>Gets or sets whether the scheduler has it on its list of gates to look at once more.</summary>
    bool IsListedAsOpened { get; set; }
}
