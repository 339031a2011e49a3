namespace EventSinks.Dispatch;

/// <summary>Whether an endpoint is tried.</summary>
internal enum CircuitState
{
    /// <summary>It is.</summary>
    Closed = 0,

    /// <summary>It is not, until a time.</summary>
    Open,

    /// <summary>By one attempt alone, which decides.</summary>
    Probing,
}
