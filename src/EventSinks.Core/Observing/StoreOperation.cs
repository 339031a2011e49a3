namespace EventSinks.Observing;

/// <summary>What deliveries depend on of what a store does.</summary>
internal enum StoreOperation
{
    /// <summary>An event is recorded.</summary>
    Append = 0,

    /// <summary>Events are read for a lane that is behind.</summary>
    Read,

    /// <summary>What came of deliveries is committed.</summary>
    Settle,
}
