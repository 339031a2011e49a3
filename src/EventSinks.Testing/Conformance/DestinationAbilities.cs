namespace EventSinks.Testing.Conformance;

/// <summary>What a test destination can do. A rule that needs more is ignored, and says what is missing.</summary>
[Flags]
public enum DestinationAbilities
{
    /// <summary>Nothing: only rules about options and disposal are tried.</summary>
    None = 0,

    /// <summary>It says what has arrived: <see cref="SinkTestDestination.ReadAsync"/>.</summary>
    Read = 1,

    /// <summary>It says how often it has been called, whatever came of it: <see cref="SinkTestDestination.CountCallsAsync"/>.</summary>
    CountCalls = 2,

    /// <summary>It can refuse for now: <see cref="DestinationFault.Refuse"/>.</summary>
    Refuse = 4,

    /// <summary>It can be unable to serve: <see cref="DestinationFault.Unavailable"/>.</summary>
    Unavailable = 8,

    /// <summary>It can refuse one event for ever: <see cref="DestinationFault.Reject"/>.</summary>
    Reject = 16,

    /// <summary>It can refuse everything until the declaration changes: <see cref="DestinationFault.Suspend"/>.</summary>
    Suspend = 32,

    /// <summary>It can take a call and never answer: <see cref="DestinationFault.Hang"/>, with <see cref="CountCalls"/>.</summary>
    Hang = 64,

    /// <summary>Its faults can be about one event, so that what comes before it arrives.</summary>
    SingleOut = 128,
}
