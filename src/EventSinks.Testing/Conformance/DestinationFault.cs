namespace EventSinks.Testing.Conformance;

/// <summary>How a test destination fails.</summary>
public enum DestinationFault
{
    /// <summary>It refuses for now, as a room that is not there yet: a sink says <see cref="DeliveryOutcome.Retry"/>, or throws.</summary>
    Refuse,

    /// <summary>It does not serve: a sink says <see cref="DeliveryOutcome.Unavailable"/> or <see cref="DeliveryOutcome.Retry"/>, or throws.</summary>
    Unavailable,

    /// <summary>It refuses one event for ever: a sink says <see cref="DeliveryOutcome.Rejected"/>.</summary>
    Reject,

    /// <summary>It refuses everything until the declaration changes: a sink says <see cref="DeliveryOutcome.Suspended"/>.</summary>
    Suspend,

    /// <summary>It takes a call and never answers.</summary>
    Hang,
}
