namespace EventSinks;

/// <summary>What became of a batch, as its sink sees it.</summary>
public enum DeliveryOutcome
{
    /// <summary>Nothing was said: the value of <c>default(DeliveryResult)</c>. A host treats it as <see cref="Retry"/>.</summary>
    None = 0,

    /// <summary>Every event has arrived.</summary>
    Delivered,

    /// <summary>Something passing that concerns this lane alone: it waits, and the rest of the batch is offered again.</summary>
    Retry,

    /// <summary>The endpoint does not answer or cannot serve: as <see cref="Retry"/>, and the endpoint's circuit counts it.</summary>
    Unavailable,

    /// <summary>One event can never be delivered: it becomes a dead letter, and the rest of the batch is offered again.</summary>
    Rejected,

    /// <summary>Nothing can be delivered until the declaration or its credentials change.</summary>
    Suspended,
}
