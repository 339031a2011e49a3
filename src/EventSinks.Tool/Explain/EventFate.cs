namespace EventSinks.Tool.Explain;

/// <summary>What became of an event at a sink.</summary>
internal enum EventFate
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It is still to come.</summary>
    Pending,

    /// <summary>It was given up.</summary>
    DeadLettered,

    /// <summary>The declaration does not want it.</summary>
    Filtered,

    /// <summary>It was recorded before the sink was declared.</summary>
    TooEarly,

    /// <summary>It was recorded when the sink was no longer declared.</summary>
    TooLate,

    /// <summary>It is settled, and the store does not keep how: one of several things that the numbers leave open.</summary>
    Settled,
}
