namespace EventSinks.Dispatch;

/// <summary>How a lane is.</summary>
public enum LaneState
{
    /// <summary>The last attempt succeeded, or there has been none.</summary>
    Healthy = 0,

    /// <summary>The last attempt failed; it will be made again.</summary>
    Retrying,

    /// <summary>More is left than memory holds; events come from the store.</summary>
    CatchingUp,

    /// <summary>A call has outlived its time-out and has not ended; none is made until it has.</summary>
    Stuck,

    /// <summary>Nothing is delivered, because the sink type is not to be had; it resumes when that changes.</summary>
    Suspended,

    /// <summary>The destination refuses this declaration or its credentials; nothing is delivered until they change.</summary>
    Misconfigured,

    /// <summary>It takes no more events and finishes what it has.</summary>
    Closing,

    /// <summary>Somebody has stopped it; what is recorded waits until it is resumed.</summary>
    Paused,

    /// <summary>Its project has been sent as many events as the operator's policy allows for now; it goes on as soon as it may.</summary>
    Throttled,
}
